import itertools as it

print(list(it.islice(it.count(5, 2), 3)), list(it.chain("ab", [1])), list(it.accumulate([1, 2, 3])))
# expect: [5, 7, 9] ['a', 'b', 1] [1, 3, 6]
print(list(it.product("ab", repeat=2))[:3], list(it.permutations([1, 2, 3], 2))[:3])
# expect: [('a', 'a'), ('a', 'b'), ('b', 'a')] [(1, 2), (1, 3), (2, 1)]
print(list(it.combinations("abc", 2)), [(k, list(g)) for k, g in it.groupby("aab")])
# expect: [('a', 'b'), ('a', 'c'), ('b', 'c')] [('a', ['a', 'a']), ('b', ['b'])]
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.zip_longest([1], "ab", fillvalue=0)))
# expect: [1, 2] [(1, 'a'), (0, 'b')]
print(list(it.pairwise([1, 2, 3])), list(it.starmap(pow, [(2, 3)])), list(it.repeat(1, 2)))
# expect: [(1, 2), (2, 3)] [8] [1, 1]
