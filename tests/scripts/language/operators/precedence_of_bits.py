print(1 | 2 ^ 3 & 4 << 1 + 1, 5 & 3 == 1, (5 & 3) == 1, ~1 + 1, not 1 == 2, 1 < 2 == True)
# expect: 3 True True -1 True False
