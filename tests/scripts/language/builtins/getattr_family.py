class A: x = 1
a = A()
setattr(a, "y", 2)
print(getattr(a, "x"), getattr(a, "z", "default"), hasattr(a, "y"), hasattr(a, "z"))
# expect: 1 default True False
delattr(a, "y")
try: getattr(a, "y")
except AttributeError as e: print(e)  # expect: 'A' object has no attribute 'y'
