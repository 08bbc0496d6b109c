t = (1, [2])
t[1].append(3)
print(t)  # expect: (1, [2, 3])
t[0] = 5  # expect error: TypeError: 'tuple' object does not support item assignment
