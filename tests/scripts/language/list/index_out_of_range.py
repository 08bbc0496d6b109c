a = [1, 2]
print(a[-2])  # expect: 1
a[2]  # expect error: IndexError: list index out of range
