a, b = {1, 2}, {1, 2, 3}
print(a < b, a <= a, a < a, b > a, a.issubset([1, 2, 9]), b.issuperset(()), a.isdisjoint({3}), a == frozenset(a))
# expect: True True False True True True True True
