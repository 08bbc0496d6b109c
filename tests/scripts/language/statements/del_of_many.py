a, b, c = 1, [1, 2, 3], {"k": 1, "l": 2}
del a, b[0], (c["k"])
print(b, c)  # expect: [2, 3] {'l': 2}
