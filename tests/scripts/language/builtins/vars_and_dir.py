class A:
    def __init__(self): self.x = 1
print(vars(A()), "x" in dir(A()), [n for n in dir(A) if n == "__init__"])
# expect: {'x': 1} True ['__init__']
try: vars(5)
except TypeError as e: print(e)  # expect: vars() argument must have __dict__ attribute
