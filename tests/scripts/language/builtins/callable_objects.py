class A:
    def __call__(self): pass
print(callable(A), callable(A()), callable(1), callable(len), callable(lambda: 0), callable(A().__call__))
# expect: True True False True True True
