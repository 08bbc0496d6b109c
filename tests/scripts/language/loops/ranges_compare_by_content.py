print(range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], hash(range(0)) == hash(range(2, 1)), 2.0 in range(3), "a" in range(3))
# expect: True True False True True False
