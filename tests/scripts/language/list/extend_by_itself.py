a = [1, 2]
a.extend(a)
a += a[:1]
print(a)  # expect: [1, 2, 1, 2, 1]
a *= 2
print(len(a), a * 0, [[]] * 2)  # expect: 10 [] [[], []]
