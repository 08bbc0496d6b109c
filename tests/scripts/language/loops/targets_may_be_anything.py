d, a = {}, [0, 0]
for d["k"] in range(2): pass
for a[0], *a[1:] in [(1, 2, 3)]: pass
for x, (y, z) in [(1, "ab")]: print(d, a, x, y, z)  # expect: {'k': 1} [1, 2, 3] 1 a b
