i, a = 0, [0, 0]
i, a[i] = 1, 9
print(i, a)  # expect: 1 [0, 9]
