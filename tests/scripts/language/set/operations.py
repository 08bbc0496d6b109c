a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b))
# expect: [1, 2, 3, 4] [2, 3] [1] [1, 4]
print(a <= {1, 2, 3, 4}, a < a, a >= {1}, a.isdisjoint({9}), a == {3, 2, 1})
# expect: True False True True True
a |= {9}
a -= {1}
a.discard(100)
print(sorted(a), len(a), 9 in a, set(), {1})  # expect: [2, 3, 9] 3 True set() {1}
