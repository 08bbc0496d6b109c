print(sum([1, 2], 10), min(3, 1, 2), max([1, 5], key=lambda x: -x), min([], default=0))
# expect: 13 1 1 0
print(all([]), any([]), abs(-3), abs(-2.5), len("abc"), sum([0.1] * 3))
# expect: True False 3 2.5 3 0.30000000000000004
print(max("a", "b"), sorted([(2, "b"), (1, "z")]), round(-1.5))
# expect: b [(1, 'z'), (2, 'b')] -2
