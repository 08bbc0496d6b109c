class A:
    def __hash__(self): return "no"
hash(A())  # expect error: TypeError: __hash__ method should return an integer
