def g():
    yield from "ab"
    yield from range(2)
    yield from {"k": 1}
print(list(g()))  # expect: ['a', 'b', 0, 1, 'k']
