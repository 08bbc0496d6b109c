print(list(zip(range(3), "abcd")), list(enumerate(zip("ab", "cd"))), dict(zip("ab", range(2))), list(zip(*[(1, 2), (3, 4)])))
# expect: [(0, 'a'), (1, 'b'), (2, 'c')] [(0, ('a', 'c')), (1, ('b', 'd'))] {'a': 0, 'b': 1} [(1, 3), (2, 4)]
