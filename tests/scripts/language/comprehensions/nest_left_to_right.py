print([(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(3)])
# expect: [(1, 0), (2, 0), (2, 1)] [[], [0], [0, 1]]
