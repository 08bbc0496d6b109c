class A:
    def __getitem__(self, i): return i
try: reversed(A())
except TypeError as e: print(e)  # expect: object of type 'A' has no len()
