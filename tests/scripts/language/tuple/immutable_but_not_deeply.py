t = ([1], 2)
t[0].append(3)
print(t)  # expect: ([1, 3], 2)
try: t[0] = 5
except TypeError as e: print(e)  # expect: 'tuple' object does not support item assignment
try: t[0] += [9]
except TypeError as e: print(e, t)
# expect: 'tuple' object does not support item assignment ([1, 3, 9], 2)
