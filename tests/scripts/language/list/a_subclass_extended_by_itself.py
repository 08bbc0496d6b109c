class Items(list): pass
a = Items([1, 2])
a += a
a.extend(a)
print(a)  # expect: [1, 2, 1, 2, 1, 2, 1, 2]
a[1:] = a
print(len(a))  # expect: 9
