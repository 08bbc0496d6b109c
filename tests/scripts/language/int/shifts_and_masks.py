print(1 << 70)  # expect: 1180591620717411303424
print((1 << 70) >> 68)  # expect: 4
print(-5 >> 1)  # expect: -3
print(-1 & 0xff)  # expect: 255
print(6 ^ 3, 6 | 3, ~6)  # expect: 5 7 -7
print((2 ** 80 - 1) & (2 ** 65))  # expect: 36893488147419103232
print(-(2 ** 70) | 1)  # expect: -1180591620717411303423
