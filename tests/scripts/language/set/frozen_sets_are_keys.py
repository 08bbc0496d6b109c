f = frozenset([1, 2])
print({f: "x"}[frozenset([2, 1])], f | {3} == {1, 2, 3}, hash(f) == hash(frozenset([2, 1])))
# expect: x True True
print(type(f | {1}).__name__, type({1} | f).__name__)  # expect: frozenset set
