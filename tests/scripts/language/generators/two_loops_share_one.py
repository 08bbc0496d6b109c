it = iter(range(6))
pairs = [(a, b) for a, b in zip(it, it)]
print(pairs)  # expect: [(0, 1), (2, 3), (4, 5)]
