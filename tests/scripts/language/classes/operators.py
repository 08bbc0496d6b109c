class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return V(self.x + (other.x if isinstance(other, V) else other))

    __radd__ = __add__

    def __iadd__(self, other):
        self.x += 100
        return self

    def __mul__(self, other):
        return NotImplemented

    def __neg__(self):
        return V(-self.x)

    def __repr__(self):
        return f"V({self.x})"


v = V(1)
print(v + V(2), v + 5, 5 + v, -v, sum([V(1), V(2)], V(0)))  # expect: V(3) V(6) V(6) V(-1) V(3)
v += 1
print(v)  # expect: V(101)
v * 2  # expect error: TypeError: unsupported operand type(s) for *: 'V' and 'int'
