i, n = float("inf"), float("nan")
print(i, -i, n, i - i, i == i, n == n, n != n, i > 10**400, float("-Infinity"), float(" 1e3 "), -0.0, 0.0 == -0.0)
# expect: inf -inf nan nan True False True True -inf 1000.0 -0.0 True
