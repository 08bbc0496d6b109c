a = [1, 2, 3, 2, 1]
print(a.index(2), a.index(2, 2), a.index(1, -1), a.count(2))  # expect: 1 3 4 2
try: a.index(3, 3)
except ValueError as e: print(e)  # expect: 3 is not in list
