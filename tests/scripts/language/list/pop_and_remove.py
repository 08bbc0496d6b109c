a = [1, 2, 3, 2]
print(a.pop(), a.pop(0), a.pop(-1), a)  # expect: 2 1 3 [2]
a.remove(2)
try: a.remove(2)
except ValueError as e: print(e)  # expect: list.remove(x): x not in list
try: a.pop()
except IndexError as e: print(e)  # expect: pop from empty list
