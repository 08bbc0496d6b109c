r = range(10**20, 10**20 + 10, 3)
print(r, len(r), list(r), r[-1], r[::-1], 10**20 + 3 in r, r.index(10**20 + 6), r == range(10**20, 10**20 + 11, 3))
# expect: range(100000000000000000000, 100000000000000000010, 3) 4 [100000000000000000000, 100000000000000000003, 100000000000000000006, 100000000000000000009] 100000000000000000009 range(100000000000000000009, 99999999999999999997, -3) True 2 True
try: len(range(10**30))
except OverflowError as e: print(e)  # expect: Python int too large to convert to C ssize_t
print(range(10**30)[10**29], list(reversed(range(-10**19, -10**19 + 2))), bool(range(10**20, 5)), hash(range(2**70)) == hash(range(0, 2**70)))
# expect: 100000000000000000000000000000 [-9999999999999999999, -10000000000000000000] False True
