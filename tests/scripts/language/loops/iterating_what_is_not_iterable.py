try:
    for x in 5: pass
except TypeError as e: print(e)  # expect: 'int' object is not iterable
class A:
    def __iter__(self): return 5
try: iter(A())
except TypeError as e: print(e)  # expect: iter() returned non-iterator of type 'int'
