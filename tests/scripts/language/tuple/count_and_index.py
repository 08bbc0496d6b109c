t = (1, 2, 1)
print(t.count(1), t.index(2))  # expect: 2 1
try: t.index(5)
except ValueError as e: print(e)  # expect: tuple.index(x): x not in tuple
