print(abs(3 + 4j), abs(-5j), abs(0j), abs(1e308 + 1e308j), abs(complex("inf-nanj")), abs(complex("nan")), abs(5e-324j))
# expect: 5.0 5.0 0.0 1.4142135623730951e+308 inf nan 5e-324
try:
    print(abs(1.5e308 + 1.5e308j))
except OverflowError as e:
    print(e)  # expect: absolute value too large
try:
    print(10**400 * 1j)
except OverflowError as e:
    print(e)  # expect: int too large to convert to float
