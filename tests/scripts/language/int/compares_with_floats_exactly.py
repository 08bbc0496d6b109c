print(2 ** 53 + 1 == float(2 ** 53))  # expect: False
print(10 ** 400 > 1e308, 10 ** 400 > float("inf"))  # expect: True False
print(1 == 1.0, hash(1) == hash(1.0), hash(2 ** 61 - 1))  # expect: True True 0
