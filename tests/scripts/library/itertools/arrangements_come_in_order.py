from itertools import combinations, combinations_with_replacement, permutations, product

print(list(product([1, 2], "ab")), list(product()), list(product([1], [])))
# expect: [(1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')] [()] []
print(list(product("ab", repeat=2)), list(product([1, 2], repeat=0)))
# expect: [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')] [()]
print([*map("".join, permutations("abc"))], list(permutations([1, 2], 3)), list(permutations([], 0)))
# expect: ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'] [] [()]
print([*map("".join, permutations("abcd", 2))])
# expect: ['ab', 'ac', 'ad', 'ba', 'bc', 'bd', 'ca', 'cb', 'cd', 'da', 'db', 'dc']
print(list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations("abc", 0)))
# expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [] [()]
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)),
      list(combinations_with_replacement([1, 2], 3)))
      # expect: [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')] [] [(1, 1, 1), (1, 1, 2), (1, 2, 2), (2, 2, 2)]
print(sum(1 for _ in permutations(range(7))), sum(1 for _ in combinations(range(10), 4)))
# expect: 5040 210
for wrong in (lambda: permutations([1], -1), lambda: product([1], repeat=-1),
              lambda: combinations([1], -1)):
    try:
        wrong()
    except ValueError as error:
        print(error)
        # expect: r must be non-negative
        # expect: repeat argument cannot be negative
        # expect: r must be non-negative
