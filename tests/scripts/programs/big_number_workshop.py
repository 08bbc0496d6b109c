# Numbers without bounds: primes, modular arithmetic, RSA, digits of pi and e, bases, roots.
import math
import random
from functools import lru_cache, reduce
from itertools import compress, count, islice, takewhile
from operator import mul


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[:2] = b"\0\0"
    for n in range(2, math.isqrt(limit) + 1):
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return list(compress(range(limit + 1), flags))


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def factors(n, chance=random.Random(5)):
    if n == 1:
        return []
    if is_prime(n):
        return [n]
    if n % 2 == 0:
        return [2] + factors(n // 2)
    while True:
        c, x = chance.randrange(1, n), chance.randrange(n)
        y, d = x, 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = math.gcd(abs(x - y), n)
        if d != n:
            return sorted(factors(d) + factors(n // d))


def chinese(remainders, moduli):
    whole = math.prod(moduli)
    return sum(r * (whole // m) * pow(whole // m, -1, m) for r, m in zip(remainders, moduli)) % whole


def pi_digits():
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < m * t:
            yield m
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = (q * k, (2 * q + r) * x, t * x, k + 1,
                                (q * (7 * k + 2) + r * x) // (t * x), x + 2)


def to_base(n, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n < 0:
        return "-" + to_base(-n, base)
    text = ""
    while True:
        n, digit = divmod(n, base)
        text = digits[digit] + text
        if not n:
            return text


class Rational:
    def __init__(self, top, bottom=1):
        if not bottom:
            raise ZeroDivisionError(f"{top}/0")
        shared = math.gcd(top, bottom) * (1 if bottom > 0 else -1)
        self.top, self.bottom = top // shared, bottom // shared

    def __add__(self, other):
        other = other if isinstance(other, Rational) else Rational(other)
        return Rational(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    __radd__ = __add__

    def __rtruediv__(self, other):
        return Rational(other * self.bottom, self.top)

    def __eq__(self, other):
        return isinstance(other, Rational) and (self.top, self.bottom) == (other.top, other.bottom)

    def __hash__(self):
        return hash((self.top, self.bottom))

    def __repr__(self):
        return f"{self.top}/{self.bottom}" if self.bottom != 1 else str(self.top)

    def __float__(self):
        return self.top / self.bottom

    def continued(self):
        a, b = self.top, self.bottom
        while b:
            yield a // b
            a, b = b, a % b


primes = sieve(500)
print(len(primes), primes[-3:], all(is_prime(p) for p in primes), sum(map(is_prime, range(500))))
print([n for n in range(2, 130) if is_prime(2**n - 1)], is_prime(2**127 - 1), is_prime(3215031751), is_prime(10**30 + 57))
for n in (2**59 - 1, 600851475143, 10**16 + 1, math.factorial(20) + 1, 97**5 * 101):
    parts = factors(n)
    print(n, parts, math.prod(parts) == n)
print(chinese([2, 3, 2], [3, 5, 7]), chinese([1] * 20, primes[:20]), pow(3, -1, 10**9 + 7), pow(2, 10**18, 997))
print(pow(7, 2**70, 2**89 - 1), math.lcm(*range(1, 60)), math.gcd(2**120 - 1, 2**80 - 1) == 2**40 - 1)

p = next(n for n in count(10**40) if is_prime(n))
q = next(n for n in count(3 * 10**40) if is_prime(n))
n, e = p * q, 65537
d = pow(e, -1, math.lcm(p - 1, q - 1))
message = int.from_bytes("geheim: ÄÖÜ".encode(), "big")
secret = pow(message, e, n)
print(p - 10**40, q - 3 * 10**40, secret % 10**12, pow(secret, d, n).to_bytes(32, "big").lstrip(b"\0").decode())

digits = list(islice(pi_digits(), 50))
print("".join(map(str, digits))[-20:], sum(digits), max(set(digits), key=digits.count))
scale = 10**60
e_digits = sum(takewhile(bool, (reduce(lambda s, k: s // k, range(1, m + 1), scale * 10**5) for m in range(60)))) // 10**5
print(e_digits, math.isqrt(2 * 10**120), round(10**30 ** 0.5) == 10**15, 7**77 % 10**10)
print(to_base(2**100, 36), int(to_base(-(3**50), 7), 7) == -(3**50), to_base(0, 2), f"{2**70:_x}", f"{-10**25:+,d}")
print(Rational(6, -4), sum(map(Rational, [1] * 5, range(1, 6))), float(1 / Rational(7, 3)), {Rational(1, 2), Rational(2, 4)})
harmonic = sum((Rational(1, k) for k in range(1, 30)), Rational(0))
print(harmonic, list(harmonic.continued())[:8], list(Rational(math.isqrt(2 * 10**40), 10**20).continued())[:12])


@lru_cache(maxsize=None)
def partitions(n, largest):
    if n == 0:
        return 1
    return sum(partitions(n - k, min(k, n - k)) for k in range(1, min(n, largest) + 1))


print(partitions(30, 30), partitions.cache_info().currsize)


def fibonacci(n):
    if n == 0:
        return 0, 1
    a, b = fibonacci(n // 2)
    c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n % 2 else (c, d)


big = fibonacci(5000)[0]
print(str(big)[:20], len(str(big)), big % 10**9, big.bit_length(), bin(big).count("1") == big.bit_count())
print(sum(map(int, str(2**1000))), len(str(math.factorial(500))), str(math.factorial(300)).rstrip("0")[-8:])
print(reduce(mul, range(1, 30, 2)) == math.prod(range(1, 30, 2)), math.comb(200, 100) % 10**15, math.perm(40, 12))
a, b = 3**100, -(2**90)
print(a // b, a % b, divmod(-a, b)[1], a & b == a - (a % 2**90), (a ^ b) ^ b == a, ~a + a, a >> 95, b >> 200, -1 >> 300)
print(int(1e25), float(10**22) == 1e22, hash(2**61 - 1), hash(2**61), hash(-(2**200)) == hash(-(2**200)), 10**400 > 1e308)
for wrong in (lambda: float(10**400), lambda: pow(2, -1, 4), lambda: 1 << -1, lambda: (300).to_bytes(1, "big"),
              lambda: int("9" * 20, 9), lambda: Rational(1, 0), lambda: math.isqrt(-1), lambda: 10**400 / 3):
    try:
        wrong()
    except (OverflowError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
