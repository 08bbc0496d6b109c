print(2**53 + 1 == float(2**53), 2**53 + 1 > 2.0**53, 10**400 > float("inf"), 1 == 1.0, hash(2**61 - 1), hash(1.0) == hash(1))
# expect: False True False True 0 True
