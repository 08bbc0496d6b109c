a = [0, 1, 2, 3, 4]
a[1:3] = "xyz"
print(a)  # expect: [0, 'x', 'y', 'z', 3, 4]
a[::2] = [9] * 3
print(a)  # expect: [9, 'x', 9, 'z', 9, 4]
a[2:2] = [7]
a[:1] = []
print(a)  # expect: ['x', 7, 9, 'z', 9, 4]
