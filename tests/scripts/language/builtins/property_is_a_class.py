class A:
    def __init__(self): self._x = 1
    x = property(lambda self: self._x, lambda self, v: setattr(self, "_x", v), doc="the x")
a = A()
a.x = 5
print(a.x, A.x.__doc__, A.x.fget(a), A.x.fdel)  # expect: 5 the x 5 None
