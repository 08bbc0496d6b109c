a = [1, 2, 3]
r = reversed(a)
a.append(4)
print(list(r), a[::-1])  # expect: [3, 2, 1] [4, 3, 2, 1]
a.reverse()
print(a, list(r))  # expect: [4, 3, 2, 1] []
