# Exact algebra: own fractions, polynomials over any field, GCD, Sturm's roots, factors, rational functions, interpolation.
from __future__ import annotations

import math
import operator
import re
from functools import reduce, total_ordering
from itertools import accumulate, count, product, repeat, zip_longest
from typing import Iterator

@total_ordering
class Q:
    """A rational number in lowest terms."""
    __slots__ = ("n", "d")
    __match_args__ = ("n", "d")
    def __new__(cls, n=0, d=1):
        if isinstance(n, cls) and d == 1:
            return n
        if isinstance(n, str):
            whole, _, part = n.partition("/")
            if "." in whole:
                head, _, tail = whole.partition(".")
                n, d = int(head + tail), 10 ** len(tail)
            else:
                n, d = int(whole), int(part or 1)
        if d == 0:
            raise ZeroDivisionError(f"{n}/0")
        g = math.gcd(n, d) * (-1 if d < 0 else 1)
        self = super().__new__(cls)
        self.n, self.d = n // g, d // g
        return self
    def _operator(function):
        def forward(self, other):
            match other:
                case Q(n, d):
                    return function(self.n, self.d, n, d)
                case int(n):
                    return function(self.n, self.d, n, 1)
            return NotImplemented
        def backward(self, other):
            return function(other, 1, self.n, self.d) if isinstance(other, int) else NotImplemented
        return forward, backward
    __add__, __radd__ = _operator(lambda a, b, c, d: Q(a * d + c * b, b * d))
    __sub__, __rsub__ = _operator(lambda a, b, c, d: Q(a * d - c * b, b * d))
    __mul__, __rmul__ = _operator(lambda a, b, c, d: Q(a * c, b * d))
    __truediv__, __rtruediv__ = _operator(lambda a, b, c, d: Q(a * d, b * c))
    __floordiv__, __rfloordiv__ = _operator(lambda a, b, c, d: a * d // (b * c))
    __lt__, _ = _operator(lambda a, b, c, d: a * d < c * b)
    __eq__, _ = _operator(lambda a, b, c, d: a * d == c * b)
    del _operator, _
    def __pow__(self, k):
        return Q(self.n ** k, self.d ** k) if k >= 0 else Q(self.d ** -k, self.n ** -k)
    def __neg__(self):
        return Q(-self.n, self.d)
    def __abs__(self):
        return Q(abs(self.n), self.d)
    def __hash__(self):
        return hash(self.n) if self.d == 1 else hash((self.n, self.d))
    def __bool__(self):
        return self.n != 0
    def __float__(self):
        return self.n / self.d
    def __str__(self):
        return f"{self.n}" if self.d == 1 else f"{self.n}/{self.d}"
    def __repr__(self):
        return f"Q({str(self)!r})"
    def continued(self) -> Iterator[int]:
        n, d = self.n, self.d
        while d:
            yield n // d
            n, d = d, n % d

class Mod(int):
    """A whole number modulo a prime; one class for each prime."""
    prime = 0
    def __class_getitem__(cls, prime):
        if not all(prime % k for k in range(2, math.isqrt(prime) + 1)):
            raise ValueError(f"{prime} is not prime")
        return type(f"Mod{prime}", (cls,), {"prime": prime})
    def __new__(cls, n):
        return super().__new__(cls, int(n) % cls.prime)
    for _name in ("add", "sub", "mul"):
        def _make(name):
            base = getattr(int, f"__{name}__")
            return lambda self, other: type(self)(base(int(self), int(other)))
        locals()[f"__{_name}__"] = locals()[f"__r{_name}__"] = _make(_name)
    del _name, _make
    def __rsub__(self, other):
        return type(self)(int(other) - int(self))
    def __neg__(self):
        return type(self)(-int(self))
    def __truediv__(self, other):
        return self * pow(int(other), -1, self.prime)

class Poly:
    """Coefficients from the lowest power up, none of them zero at the end."""
    __slots__ = ("c",)
    def __init__(self, *coefficients):
        c = list(coefficients)
        while c and not c[-1]:
            c.pop()
        self.c = tuple(c)
    @classmethod
    def parse(cls, text, field=Q):
        powers = {}
        for sign, number, x, power in re.findall(r"([+-]?)\s*(\d+(?:/\d+)?)?\s*\*?\s*(x?)(?:\^(\d+))?", text.replace(" ", "")):
            if number or x:
                k = int(power or 1) if x else 0
                value = field(number or 1)
                powers[k] = powers.get(k, field(0)) + (-value if sign == "-" else value)
        return cls(*(powers.get(k, field(0)) for k in range(max(powers, default=-1) + 1)))
    @property
    def degree(self):
        return len(self.c) - 1
    def __iter__(self):
        return iter(self.c)
    def __bool__(self):
        return bool(self.c)
    def __eq__(self, other):
        return self.c == lift(other).c
    def __hash__(self):
        return hash(self.c)
    def __call__(self, x):
        return reduce(lambda acc, a: acc * x + a, reversed(self.c), 0 * x)
    def __add__(self, other):
        return Poly(*(a + b for a, b in zip_longest(self.c, lift(other).c, fillvalue=0)))
    def __neg__(self):
        return Poly(*map(operator.neg, self.c))
    def __sub__(self, other):
        return self + -lift(other)
    def __rsub__(self, other):
        return lift(other) - self
    def __mul__(self, other):
        other = lift(other)
        out = [0] * (len(self.c) + len(other.c))
        for (i, a), (j, b) in product(enumerate(self.c), enumerate(other.c)):
            out[i + j] = a * b + out[i + j]
        return Poly(*out)
    __radd__, __rmul__ = __add__, __mul__
    def __pow__(self, n):
        return reduce(operator.mul, repeat(self, n), Poly(1))
    def __divmod__(self, other):
        if not other:
            raise ZeroDivisionError("division by the zero polynomial")
        rest, quotient = list(self.c), [0] * max(0, self.degree - other.degree + 1)
        for shift in range(len(quotient) - 1, -1, -1):
            factor = quotient[shift] = rest[shift + other.degree] / other.c[-1]
            for k, b in enumerate(other.c):
                rest[shift + k] = rest[shift + k] - factor * b
        return Poly(*quotient), Poly(*rest)
    def __floordiv__(self, other):
        return divmod(self, lift(other))[0]
    def __mod__(self, other):
        return divmod(self, lift(other))[1]
    def monic(self):
        return Poly(*(a / self.c[-1] for a in self.c)) if self else self
    def derive(self):
        return Poly(*(a * k for k, a in enumerate(self.c) if k))
    def __str__(self):
        out = ""
        for k, a in reversed(list(enumerate(self.c))):
            if not a:
                continue
            text = str(a) if isinstance(a, Q) else str(int(a))
            minus, size = text.startswith("-"), text.lstrip("-")
            out += (" - " if minus else " + ") if out else "-" * minus
            out += (size if k == 0 or size != "1" else "") + ("x" if k else "") + (f"^{k}" if k > 1 else "")
        return out or "0"
    __repr__ = __str__

def lift(value):
    return value if isinstance(value, Poly) else Poly(value)

def gcd(a, b):
    while b:
        a, b = b, a % b
    return a.monic()

def square_free(p):
    """Yun: factors with how often they occur."""
    p = p.monic()
    a = gcd(p, p.derive())
    b, c = p // a, p.derive() // a
    for n in count(1):
        d = c - b.derive()
        if b.degree < 1:
            return
        a = gcd(b, d)
        if a.degree > 0:
            yield a, n
        b, c = b // a, d // a

def sturm(p):
    chain = [p, p.derive()]
    while chain[-1].degree > 0 and (rest := -(chain[-2] % chain[-1])):
        chain.append(rest)
    def changes(x):
        signs = [v < 0 for q in chain if (v := q(x))]
        return sum(map(operator.ne, signs, signs[1:]))
    return changes

def roots(p, width=Q(1, 1000)):
    """Intervals that hold one real root each."""
    p = reduce(operator.mul, (f for f, _ in square_free(p)), Poly(Q(1)))
    changes = sturm(p)
    limit = 1 + max((abs(a / p.c[-1]) for a in p.c), default=Q(0))
    todo = [(-limit, limit)]
    while todo:
        low, high = todo.pop()
        n = changes(low) - changes(high)
        if n and (n > 1 or high - low > width):
            middle = (low + high) / 2
            todo += [(middle, high), (low, middle)]
        elif n:
            yield low, high

def interpolate(points):
    total = Poly()
    for i, (x, y) in enumerate(points):
        basis = reduce(operator.mul, (Poly(-xj, Q(1)) * (1 / (x - xj)) for j, (xj, _) in enumerate(points) if j != i), Poly(Q(1)))
        total += basis * y
    return total

def main():
    print(Q(6, -8), Q("0.125"), Q("7/21"), repr(Q(3)), Q(1, 2) + Q(1, 3), 1 - Q(1, 3), 2 / Q(3), Q(7, 2) // 1, Q(2, 3) ** -2, -Q(1, 2) < 0 <= Q(0), Q(4, 2) == 2, {Q(4, 2): "two"}[2])
    print(list(Q(415, 93).continued()), [str(q) for q in accumulate((Q(1, k * k + k) for k in range(1, 7)))], sorted([Q(1, 2), Q(1, 3), Q(2, 3)], reverse=True), float(Q(22, 7)))
    p, q = Poly.parse("x^3 - 6x^2 + 11x - 6"), Poly.parse("1/2 x^2 + x - 3/2")
    for name, value in {"p": p, "q": q, "p+q": p + q, "p-q": p - q, "pq": p * q, "p'": p.derive(), "q^3": q ** 3, "p//q": p // q, "p%q": p % q, "gcd": gcd(p, q), "1-q": 1 - q, "p(q)": p(q)}.items():
        print(f"{name:5} {value}", value.degree)
    print(p(Q(5)), p(Q(1, 2)), p == Poly.parse("x^3+11x-6x^2-6"), hash(p) == hash(p + 0), Poly.parse("0"), bool(Poly()), p // q * q + p % q == p)
    f = Poly.parse("x - 1") ** 3 * Poly.parse("x^2 + 1") * Poly.parse("x + 2") ** 2
    print(f, list(square_free(f)))
    for text in ("x^2 - 2", "x^3 - x", "x^2 + 1", "x^5 - 5x + 1", "x^4 - 4x^3 + 6x^2 - 4x + 1"):
        print(f"{text:28}", [f"{float((a + b) / 2):.3f}" for a, b in roots(Poly.parse(text))])
    print(interpolate([(Q(n), Q(n * (n + 1) * (2 * n + 1), 6)) for n in range(4)]), interpolate([(Q(0), Q(1)), (Q(2), Q(5)), (Q(3), Q(4))]))
    M7 = Mod[7]
    a, b = Poly.parse("x^4 + 3x^2 + 2", M7), Poly.parse("3x^2 + 5", M7)
    print(M7.__name__, a, b, a * b, divmod(a, b), gcd(a, a.derive()), [n for n in range(7) if not a(M7(n))], M7(3) / M7(5), 1 - M7(3), isinstance(M7(1), Mod))
    legendre = [Poly(Q(1)), Poly(Q(0), Q(1))]
    while len(legendre) < 6:
        n = len(legendre)
        legendre.append((legendre[-1] * Poly(Q(0), Q(2 * n - 1)) - legendre[-2] * (n - 1)) * Q(1, n))
    print(*legendre, sep="\n")
    for wrong in (lambda: Q(1, 0), lambda: divmod(p, Poly()), lambda: Mod[9], lambda: Q(1) + "x", lambda: Q("a/b"), lambda: Q(1) < "2", lambda: setattr(p, "d", 1), lambda: Q(0) ** -1, lambda: M7(1) / M7(7)):
        try:
            print(wrong())
        except (ArithmeticError, ValueError, TypeError, AttributeError) as e:
            print(f"{type(e).__name__}: {e}")

main()
