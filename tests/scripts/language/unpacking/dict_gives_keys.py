a, b = {"x": 1, "y": 2}
print(a, b)  # expect: x y
for k, v in {"x": 1}.items(): print(k, v)  # expect: x 1
