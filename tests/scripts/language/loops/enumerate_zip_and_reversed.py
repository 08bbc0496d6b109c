print(list(enumerate("ab", 1)), list(zip([1, 2, 3], "ab")), list(reversed([1, 2])))
# expect: [(1, 'a'), (2, 'b')] [(1, 'a'), (2, 'b')] [2, 1]
print(list(zip(*[(1, 2), (3, 4)])), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
# expect: [(1, 3), (2, 4)] [4, 6]
print(list(filter(None, [0, 1, "", 2])), list(zip([1], [2], strict=True)))
# expect: [1, 2] [(1, 2)]
