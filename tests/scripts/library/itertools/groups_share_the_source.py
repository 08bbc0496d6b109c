from itertools import groupby

print([(k, list(g)) for k, g in groupby("aabbca")], [k for k, g in groupby([1, 1, 2])])
# expect: [('a', ['a', 'a']), ('b', ['b', 'b']), ('c', ['c']), ('a', ['a'])] [1, 2]
print([(k, [n for n in g]) for k, g in groupby([1, 3, 2, 4, 5], key=lambda n: n % 2)])
# expect: [(1, [1, 3]), (0, [2, 4]), (1, [5])]
groups = groupby("aab")
k, first = next(groups)
print(k, next(first))  # expect: a a
k2, second = next(groups)
print(k2, list(first), list(second), list(groups))  # expect: b [] ['b'] []
