values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)))  # expect: [1, 2]
