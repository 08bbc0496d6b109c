# Matrices over ints, floats and complex, elimination, determinants, Fourier, least squares.
import cmath
import math
import random
from functools import reduce
from itertools import chain, permutations, product, starmap
from operator import add, mul, sub


class Matrix:
    __slots__ = ("rows",)

    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n, one=1):
        return cls([one if r == c else one * 0 for c in range(n)] for r in range(n))

    @classmethod
    def build(cls, height, width, make):
        return cls([make(r, c) for c in range(width)] for r in range(height))

    shape = property(lambda self: (len(self.rows), len(self.rows[0]) if self.rows else 0))

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, at):
        if isinstance(at, tuple):
            r, c = at
            if isinstance(r, slice) or isinstance(c, slice):
                rows = self.rows[r] if isinstance(r, slice) else [self.rows[r]]
                return Matrix(row[c] if isinstance(c, slice) else [row[c]] for row in rows)
            return self.rows[r][c]
        return self.rows[at]

    def __setitem__(self, at, value):
        r, c = at
        self.rows[r][c] = value

    def zip_with(self, other, function):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape != other.shape:
            raise ValueError(f"shapes {self.shape} and {other.shape}")
        return Matrix(map(function, a, b) for a, b in zip(self.rows, other.rows))

    def __add__(self, other):
        return self.zip_with(other, add)

    def __sub__(self, other):
        return self.zip_with(other, sub)

    def __neg__(self):
        return -1 * self

    def __mul__(self, number):
        if isinstance(number, Matrix):
            return NotImplemented
        return Matrix([number * x for x in row] for row in self.rows)

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([sum(map(mul, row, column)) for column in columns] for row in self.rows)

    def __pow__(self, n):
        if n < 0:
            return self.inverse() ** -n
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result @= base
            base @= base
            n >>= 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        return chain.from_iterable(self.rows)

    def __abs__(self):
        return math.sqrt(sum(abs(x) ** 2 for x in self))

    def __repr__(self):
        return "[" + "; ".join(" ".join(f"{x:.6g}" if isinstance(x, float) else str(x) for x in row)
                               for row in self.rows) + "]"

    def determinant(self):
        """By Bareiss: stays among the ints."""
        rows = [row[:] for row in self.rows]
        sign, last = 1, 1
        n = len(rows)
        for k in range(n - 1):
            if not rows[k][k]:
                for r in range(k + 1, n):
                    if rows[r][k]:
                        rows[k], rows[r] = rows[r], rows[k]
                        sign = -sign
                        break
                else:
                    return 0
            for r in range(k + 1, n):
                for c in range(k + 1, n):
                    rows[r][c] = (rows[r][c] * rows[k][k] - rows[r][k] * rows[k][c]) // last
            last = rows[k][k]
        return sign * rows[-1][-1]

    def solve(self, right):
        n = len(self.rows)
        rows = [[*a, *b] for a, b in zip(self.rows, right.rows)]
        for k in range(n):
            best = max(range(k, n), key=lambda r: abs(rows[r][k]))
            if abs(rows[best][k]) < 1e-12:
                raise ZeroDivisionError("the matrix is singular")
            rows[k], rows[best] = rows[best], rows[k]
            head = rows[k][k]
            rows[k] = [x / head for x in rows[k]]
            for r in range(n):
                if r != k and rows[r][k]:
                    factor = rows[r][k]
                    rows[r] = [x - factor * y for x, y in zip(rows[r], rows[k])]
        return Matrix(row[n:] for row in rows)

    def inverse(self):
        return self.solve(Matrix.identity(len(self.rows), 1.0))


def transform(values, sign=-1):
    n = len(values)
    if n == 1:
        return list(values)
    if n % 2:
        return [sum(v * cmath.exp(sign * 2j * cmath.pi * k * m / n) for m, v in enumerate(values))
                for k in range(n)]
    even, odd = transform(values[::2], sign), transform(values[1::2], sign)
    turned = [cmath.exp(sign * 2j * cmath.pi * k / n) * v for k, v in enumerate(odd)]
    return [*map(add, even, turned), *map(sub, even, turned)]


def multiply(a, b):
    """Polynomials, by way of the transform."""
    size = 1 << (len(a) + len(b) - 2).bit_length()
    pad = lambda p: [complex(x) for x in p] + [0j] * (size - len(p))
    spectrum = list(map(mul, transform(pad(a)), transform(pad(b))))
    return [round(x.real / size) for x in transform(spectrum, 1)][: len(a) + len(b) - 1]


fibonacci = Matrix([[1, 1], [1, 0]])
print(fibonacci ** 10, (fibonacci ** 200)[0, 1], fibonacci.determinant())
a = Matrix([[2, -1, 0], [1, 3, -2], [0, 5, 4]])
print(a.T, a @ a.T, a + a - a == a, -a, a * 3 == 3 * a, a.shape, abs(a))
print(a[1:, :2], a[0], a[2, 1], a[:, 1].T, a.determinant())
leibniz = sum(math.prod(a[r, c] for r, c in enumerate(p)) * (-1) ** sum(p[i] > p[j] for i in range(3) for j in range(i, 3))
              for p in permutations(range(3)))
print(leibniz, a.inverse() @ a - Matrix.identity(3, 1.0) == Matrix.build(3, 3, lambda r, c: 0.0),
      abs(a.inverse() @ a - Matrix.identity(3)) < 1e-12)
hilbert = Matrix.build(6, 6, lambda r, c: math.lcm(*range(1, 16)) // (r + c + 1))
print(hilbert.determinant())
for wrong in (lambda: a @ fibonacci, lambda: a + fibonacci, lambda: Matrix([[1], [1, 2]]), lambda: a + 1,
              lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: a * a):
    try:
        print(wrong())
    except (ValueError, TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
turn = Matrix([[0, -1j], [1j, 0]])
print(turn @ turn, turn ** 3 == turn, turn.determinant() if False else abs(turn))

chance = random.Random(3)
signal = [math.sin(2 * math.pi * 5 * n / 32) + 0.5 * math.cos(2 * math.pi * 12 * n / 32) for n in range(32)]
spectrum = transform(signal)
print([k for k, z in enumerate(spectrum) if abs(z) > 1], round(abs(spectrum[5]), 6), round(abs(spectrum[12]), 6))
back = [z.real / 32 for z in transform(spectrum, 1)]
print(max(abs(x - y) for x, y in zip(signal, back)) < 1e-12, len(transform([1, 2, 3] * 5)))
p, q = [chance.randrange(-9, 10) for _ in range(24)], [chance.randrange(-9, 10) for _ in range(17)]
direct = [0] * (len(p) + len(q) - 1)
for (i, x), (j, y) in product(enumerate(p), enumerate(q)):
    direct[i + j] += x * y
print(multiply(p, q) == direct, direct[:8], multiply([1, 1], [1, -1]))

xs = [n / 10 for n in range(20)]
ys = [2 - 3 * x + 0.5 * x * x + (chance.random() - 0.5) / 100 for x in xs]
design = Matrix([1.0, x, x * x] for x in xs)
fit = (design.T @ design).solve(design.T @ Matrix([y] for y in ys))
print([round(x, 2) for x in fit], all(starmap(lambda x, y: abs(fit[0, 0] + fit[1, 0] * x + fit[2, 0] * x * x - y) < 0.01, zip(xs, ys))))
walk = Matrix.build(9, 9, lambda r, c: 0.5 if abs(r - c) == 1 or (r, c) in ((0, 0), (8, 8)) else 0.0)
steady = walk ** 500
print([round(x, 4) for x in steady[7]][:4], round(sum(steady[3]), 9), round(math.fsum(reduce(add, steady.rows)), 6))
