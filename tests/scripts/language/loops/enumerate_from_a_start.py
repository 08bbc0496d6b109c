print(list(enumerate("ab", 5)), list(enumerate("a", start=-1)), list(enumerate([], 3)), next(enumerate("x", 10**20)))
# expect: [(5, 'a'), (6, 'b')] [(-1, 'a')] [] (100000000000000000000, 'x')
