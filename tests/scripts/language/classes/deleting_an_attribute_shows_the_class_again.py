class A: x = "class"
a = A()
a.x = "own"
del a.x
print(a.x)  # expect: class
try: del a.x
except AttributeError as e: print(type(e).__name__)  # expect: AttributeError
