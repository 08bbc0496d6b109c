a = [[1], 2]
b, c, d = a[:], a.copy(), list(a)
a[0].append("x")
a.append(3)
print(b, c, d, b is a)  # expect: [[1, 'x'], 2] [[1, 'x'], 2] [[1, 'x'], 2] False
