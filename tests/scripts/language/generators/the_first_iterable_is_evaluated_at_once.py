try: (x for x in 5)
except TypeError as e: print(e)  # expect: 'int' object is not iterable
it = (y for x in [1] for y in 5)
try: next(it)
except TypeError as e: print(e)  # expect: 'int' object is not iterable
