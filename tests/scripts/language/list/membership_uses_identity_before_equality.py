n = float("nan")
print(1.0 in [1], True in [1], n in [n], n == n, "a" in ["b"], [n] == [n])
# expect: True True True False False True
