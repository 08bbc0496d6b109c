def f():
    def g(): pass
    return g
print(f() is f(), f().__code__ is f().__code__)  # expect: False True
