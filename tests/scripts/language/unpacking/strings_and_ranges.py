a, b, c = "xyz"
d, e = range(2)
f, g = b"AB"
print(a, b, c, d, e, f, g)  # expect: x y z 0 1 65 66
