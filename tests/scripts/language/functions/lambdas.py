add = lambda a, b=2, *rest, **named: (a + b, rest, named)
print(add(1), add(1, 5, 7, k=8))  # expect: (3, (), {}) (6, (7,), {'k': 8})
print((lambda: None)(), [f(3) for f in (lambda x: x, lambda x: x * x)])  # expect: None [3, 9]
