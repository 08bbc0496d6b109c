class A: pass
class B(A): pass
class C(A, object): pass
try:
    class D(C, A, B): pass
except TypeError as e:
    print(e)
# expect: Cannot create a consistent method resolution
# expect: order (MRO) for bases A, B
