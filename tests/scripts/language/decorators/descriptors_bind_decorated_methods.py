class Twice:
    def __init__(self, f): self.f = f
    def __get__(self, o, t): return lambda *a: self.f(o, *a) * 2
class A:
    n = 5
    @Twice
    def f(self, x): return self.n + x
print(A().f(1))  # expect: 12
