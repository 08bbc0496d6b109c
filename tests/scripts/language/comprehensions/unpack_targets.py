print([a + b for a, (b, *_) in [(1, (2, 3)), (4, (5,))]], {k: v for k, v in {"a": 1}.items()}, {a for a, in [(1,), (2,)]})
# expect: [3, 9] {'a': 1} {1, 2}
