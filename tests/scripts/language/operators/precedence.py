print(2 + 3 * 4 ** 2 // 5 % 7, -2 ** 2, 2 ** 3 ** 2, not True == False, 1 | 2 ^ 3 & 4 << 1)
# expect: 4 -4 512 True 3
