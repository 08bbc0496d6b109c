class A:
    def __iter__(self): return iter([1, 2])
class B:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(2 in A(), 3 in A(), 20 in B(), 30 in B(), list(B()), list(reversed([*B()])))
# expect: True False True False [0, 10, 20] [20, 10, 0]
