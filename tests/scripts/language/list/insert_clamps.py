a = [1, 2]
a.insert(100, 3); a.insert(-100, 0); a.insert(-1, "x")
print(a)  # expect: [0, 1, 2, 'x', 3]
