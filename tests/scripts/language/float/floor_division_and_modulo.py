print(7.5 // 2, -7.5 // 2, 7.5 % -2, divmod(7.5, 2), -0.0 % 3)
# expect: 3.0 -4.0 -0.5 (3.0, 1.5) 0.0
print(1e300 * 1e10, -1e300 * 1e10)  # expect: inf -inf
