class A:
    def __init__(self, v): self.v = v
    def __add__(self, other): return A(self.v + other)
class B(A):
    def __iadd__(self, other):
        self.v += other * 100
        return self
a = b = A(1)
a += 1
print(a.v, b.v)  # expect: 2 1
c = d = B(1)
c += 1
print(c.v, d.v)  # expect: 101 101
