class A:
    @property
    def x(self): return 1
class B(A):
    @property
    def x(self): return super().x + 1
class C(A):
    x = 5
print(A().x, B().x, C().x)  # expect: 1 2 5
