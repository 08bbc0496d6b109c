class A: pass
o, d = A(), {}
o.x, d["k"], (o.y, *o.rest) = 1, 2, (3, 4, 5)
print(o.x, d, o.y, o.rest)  # expect: 1 {'k': 2} 3 [4, 5]
