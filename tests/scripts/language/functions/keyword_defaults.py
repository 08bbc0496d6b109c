def f(*, a=1, b): return a, b
print(f(b=2), f.__kwdefaults__)  # expect: (1, 2) {'a': 1}
f.__kwdefaults__ = {"a": 9, "b": 8}
print(f())  # expect: (9, 8)
