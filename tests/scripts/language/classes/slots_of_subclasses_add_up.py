class A:
    __slots__ = ("x",)
class B(A):
    __slots__ = ("y",)
b = B()
b.x, b.y = 1, 2
try: b.z = 3
except AttributeError as e: print(e)  # expect: 'B' object has no attribute 'z'
print(b.x + b.y)  # expect: 3
