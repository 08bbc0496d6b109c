class A:
    def __init__(self): self._x = 0
    @property
    def x(self): return self._x
class B(A):
    @A.x.setter
    def x(self, value): self._x = value * 10
b = B()
b.x = 4
print(b.x)  # expect: 40
