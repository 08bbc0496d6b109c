class Count:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)
@Count
def f(x): return x + 1
print(f(1), f(2), f.calls)  # expect: 2 3 2
