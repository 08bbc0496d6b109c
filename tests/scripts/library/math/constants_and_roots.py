import math

print(math.pi, math.e, math.tau, math.inf, math.sqrt(2), math.isqrt(10 ** 30))
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf 1.4142135623730951 1000000000000000
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fabs(-1), math.copysign(1, -0.0))
# expect: -3 -2 -2 1.0 -1.0
