r = range(0, 20, 3)
print(len(r), r[2], r[-1], r[1:3], 9 in r, 10 in r, list(reversed(r)), r.index(6))
# expect: 7 6 18 range(3, 9, 3) True False [18, 15, 12, 9, 6, 3, 0] 2
print(range(5) == range(0, 5, 1), range(0), list(range(5, 0, -2)), range(10 ** 20)[-1])
# expect: True range(0, 0) [5, 3, 1] 99999999999999999999
