(a, (b, [c, d])), e = (1, ("x", [2, 3])), 4
print(a, b, c, d, e)  # expect: 1 x 2 3 4
