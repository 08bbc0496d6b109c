def f(a: int, *b: "text", c: 1 + 1 = 0, **d) -> None: pass
print(f.__annotations__)  # expect: {'a': <class 'int'>, 'b': 'text', 'c': 2, 'return': None}
