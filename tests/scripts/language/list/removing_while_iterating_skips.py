a = [1, 2, 3, 4]
for x in a:
    if x in (2, 3): a.remove(x)
print(a)  # expect: [1, 3, 4]
