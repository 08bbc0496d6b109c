import math

print(math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), math.exp(1), math.log1p(0))
# expect: 1.0 3.0 10.0 3.0 2.718281828459045 0.0
print(math.sin(1), math.cos(1), math.atan2(1, -1), math.degrees(math.pi), math.hypot(3, 4))
# expect: 0.8414709848078965 0.5403023058681398 2.356194490192345 180.0 5.0
print(math.log(10 ** 400), math.fsum([0.1] * 10), math.isclose(0.1 + 0.2, 0.3), math.dist([0, 0], [3, 4]))
# expect: 921.0340371976182 1.0 True 5.0
print(math.modf(-2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.nextafter(1.0, 2.0), math.remainder(7, 4))
# expect: (-0.5, -2.0) (0.5, 4) 8.0 1.0000000000000002 -1.0
