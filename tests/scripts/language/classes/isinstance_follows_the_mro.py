class A: pass
class B(A): pass
class C(B, int): pass
print(isinstance(C(), A), isinstance(C(), int), issubclass(C, B), issubclass(A, B), isinstance(C, type))
# expect: True True True False True
