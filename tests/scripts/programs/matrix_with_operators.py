# Matrices of exact fractions, with all the operators.


def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


class Fraction:
    def __init__(self, top, bottom=1):
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        divisor = gcd(top, bottom) * (-1 if bottom < 0 else 1)
        self.top, self.bottom = top // divisor, bottom // divisor

    @staticmethod
    def of(x):
        return x if isinstance(x, Fraction) else Fraction(x)

    def __add__(self, other):
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        other = Fraction.of(other)
        return Fraction(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.top, self.bottom)

    def __sub__(self, other):
        return self + -Fraction.of(other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        other = Fraction.of(other)
        return Fraction(self.top * other.top, self.bottom * other.bottom)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = Fraction.of(other)
        return Fraction(self.top * other.bottom, self.bottom * other.top)

    def __eq__(self, other):
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        other = Fraction.of(other)
        return (self.top, self.bottom) == (other.top, other.bottom)

    def __lt__(self, other):
        other = Fraction.of(other)
        return self.top * other.bottom < other.top * self.bottom

    def __hash__(self):
        return hash(self.top) if self.bottom == 1 else hash((self.top, self.bottom))

    def __bool__(self):
        return self.top != 0

    def __abs__(self):
        return Fraction(abs(self.top), self.bottom)

    def __float__(self):
        return self.top / self.bottom

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)

    def __repr__(self):
        return str(self.top) if self.bottom == 1 else f"{self.top}/{self.bottom}"


class Matrix:
    def __init__(self, rows):
        self.rows = [[Fraction.of(x) for x in row] for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, at):
        match at:
            case (int() as i, int() as j):
                return self.rows[i][j]
            case (i, j):
                rows = self.rows[i] if isinstance(i, slice) else [self.rows[i]]
                return Matrix([row[j] if isinstance(j, slice) else [row[j]] for row in rows])
            case _:
                return self.rows[at]

    def __setitem__(self, at, value):
        i, j = at
        self.rows[i][j] = Fraction.of(value)

    def __add__(self, other):
        if self.shape != other.shape:
            raise ValueError(f"shapes {self.shape} and {other.shape}")
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, number):
        return Matrix([[x * number for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in zip(*other.rows)]
                       for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __invert__(self):
        n = len(self.rows)
        work = [row[:] + unit for row, unit in zip(self.rows, Matrix.identity(n).rows)]
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: abs(work[i][k]))
            if not work[pivot][k]:
                raise ZeroDivisionError("singular matrix")
            work[k], work[pivot] = work[pivot], work[k]
            work[k] = [x / work[k][k] for x in work[k]]
            for i in range(n):
                if i != k and (factor := work[i][k]):
                    work[i] = [x - factor * y for x, y in zip(work[i], work[k])]
        return Matrix([row[n:] for row in work])

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        return (x for row in self.rows for x in row)

    def __str__(self):
        texts = [[str(x) for x in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*texts)]
        return "\n".join(" ".join(f"{t:>{w}}" for t, w in zip(row, widths)) for row in texts)


m = Matrix([[2, 1, 0], [1, 3, Fraction(1, 2)], [0, -1, 4]])
print(m, m.shape, sep="\n")
print(~m)
print(m @ ~m == Matrix.identity(3), ~m @ m == Matrix.identity(3), ~~m == m)
print(Matrix([[1, 1], [1, 0]]) ** 90)
print(2 * m + m * Fraction(1, 3))
print(m[1, 2], m[:2, 1:].rows, m[0], m[-1, -1])
m[0, 0] = Fraction(6, -4)
print(m[0, 0], f"{m[0, 0]:+.3f}", sum(m), max(m), sorted(set(m)))
for bad in (lambda: ~Matrix([[1, 2], [2, 4]]), lambda: m + Matrix([[1]]), lambda: Matrix([[1], [1, 2]]),
            lambda: Fraction(1, 0), lambda: Fraction(1) + "x", lambda: m[5, 5]):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print({Fraction(4, 2): "two"}[2], Fraction(1, 2) == 0.5, 1 - Fraction(1, 3), bool(Fraction(0)))

# expect: 2  1   0
# expect: 1  3 1/2
# expect: 0 -1   4
# expect: (3, 3)
# expect: 25/42 -4/21  1/42
# expect: -4/21  8/21 -1/21
# expect: -1/21  2/21  5/21
# expect: True True True
# expect: 4660046610375530309 2880067194370816120
# expect: 2880067194370816120 1779979416004714189
# expect: 14/3  7/3    0
# expect:  7/3    7  7/6
# expect:    0 -7/3 28/3
# expect: 1/2 [[1, 0], [3, 1/2]] [2, 1, 0] 4
# expect: -3/2 -1.500 7 4 [-3/2, -1, 0, 1/2, 1, 3, 4]
# expect: ZeroDivisionError singular matrix
# expect: ValueError shapes (3, 3) and (1, 1)
# expect: ValueError rows of different lengths
# expect: ZeroDivisionError Fraction(1, 0)
# expect: TypeError unsupported operand type(s) for +: 'Fraction' and 'str'
# expect: IndexError list index out of range
# expect: two False 2/3 False
