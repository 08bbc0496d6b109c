a = [3, 1, 2]
a.append(4)
a.extend((5, 6))
a.insert(1, 9)
print(a, a.index(9), a.count(4), a.pop(), a.pop(0))  # expect: [9, 1, 2, 4, 5] 1 1 6 3
a.remove(9)
a.reverse()
print(a, a.copy() is a)  # expect: [5, 4, 2, 1] False
a.clear()
print(a)  # expect: []
