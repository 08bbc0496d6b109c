print([x * x for x in range(5) if x % 2])  # expect: [1, 9]
print({x: x * x for x in range(3)}, {x % 2 for x in range(5)} == {0, 1})
# expect: {0: 0, 1: 1, 2: 4} True
print([(x, y) for x in range(2) for y in "ab" if y != "b" or x])
# expect: [(0, 'a'), (1, 'a'), (1, 'b')]
print([[c for c in row] for row in ("ab", "cd")])  # expect: [['a', 'b'], ['c', 'd']]
