class A:
    @classmethod
    def make(cls, *args): return cls.__name__, args
class B(A): pass
print(A.make(1), B.make(), B().make(2))  # expect: ('A', (1,)) ('B', ()) ('B', (2,))
