print(type({}).__name__, type({*()}).__name__, set(), frozenset(), {*"a"})
# expect: dict set set() frozenset() {'a'}
