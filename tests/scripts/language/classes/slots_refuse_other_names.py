class P:
    __slots__ = ("x",)


p = P()
p.x = 1
print(p.x)  # expect: 1
p.y = 2  # expect error: AttributeError: 'P' object has no attribute 'y'
