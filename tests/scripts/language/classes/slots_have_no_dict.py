class A:
    __slots__ = ("x",)
a = A()
a.x = 1
print(a.x, hasattr(a, "__dict__"))  # expect: 1 False
del a.x
print(hasattr(a, "x"))  # expect: False
