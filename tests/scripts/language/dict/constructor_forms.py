print(dict(), dict(a=1), dict([("a", 1)], b=2), dict({"x": 1}, x=2), dict(zip("ab", (1, 2))), dict.fromkeys("ab", 0), dict.fromkeys([1]))
# expect: {} {'a': 1} {'a': 1, 'b': 2} {'x': 2} {'a': 1, 'b': 2} {'a': 0, 'b': 0} {1: None}
