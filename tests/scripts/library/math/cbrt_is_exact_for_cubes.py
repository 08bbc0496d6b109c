# python differs: its cbrt() is the C library's, which may be off by a bit
import math

print([math.cbrt(n ** 3) for n in (3, 7, -5, 0.5)])  # expect: [3.0, 7.0, -5.0, 0.5]
