class A:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
print(A(1) < A(2), A(1) > A(2), max(A(3), A(5)).v, [a.v for a in sorted([A(3), A(1)])])
# expect: True False 5 [1, 3]
try: A(1) <= A(2)
except TypeError as e: print(e)  # expect: '<=' not supported between instances of 'A' and 'A'
