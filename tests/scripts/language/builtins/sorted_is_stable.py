rows = [("b", 1), ("a", 1), ("b", 0), ("a", 0)]
print(sorted(rows, key=lambda r: r[0]), sorted(rows, key=lambda r: r[1], reverse=True))
# expect: [('a', 1), ('a', 0), ('b', 1), ('b', 0)] [('b', 1), ('a', 1), ('b', 0), ('a', 0)]
