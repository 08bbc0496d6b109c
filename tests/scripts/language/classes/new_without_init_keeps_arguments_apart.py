class A:
    def __new__(cls, x):
        self = super().__new__(cls)
        self.x = x
        return self
print(A(5).x)  # expect: 5
try: A()
except TypeError as e: print(e)  # expect: A.__new__() missing 1 required positional argument: 'x'
