print([x for x in range(20) if x % 2 if x % 3], [x if x % 2 else -x for x in range(4)])
# expect: [1, 5, 7, 11, 13, 17, 19] [0, 1, -2, 3]
