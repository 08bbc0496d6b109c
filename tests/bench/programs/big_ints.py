# Ints beyond 64 bits: factorials, powers, digits of pi and a modular power.
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def pi_digits(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, n, k, l = (q * k, (2 * q + r) * l, t * l,
                                (q * (7 * k + 2) + r * l) // (t * l), k + 1, l + 2)
    return digits


a, b = 0, 1
for _ in range(50000):
    a, b = b, a + b
big = factorial(1400)
digits = pi_digits(1800)
print(a % 10**20, len(str(big)), sum(digits), digits[-5:],
      pow(3, 10**300 + 7, 10**60 + 33), (big >> 4000) % 1000003)
