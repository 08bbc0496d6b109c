class A:
    def __len__(self): return 0
class B(A):
    def __bool__(self): return True
class C: pass
print(bool(A()), bool(B()), bool(C()))  # expect: False True True
