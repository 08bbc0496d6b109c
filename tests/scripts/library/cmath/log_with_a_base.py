import cmath

print(cmath.log(8, 2), cmath.log(1j, 1j), cmath.log(-1, 10), cmath.log(2j, 0.5), cmath.log(0, 2), cmath.log(100, 10))
# expect: (3+0j) (1+0j) 1.3643763538418412j (-1-2.266180070913597j) (-inf+nanj) (2+0j)
for args in [(0,), (2, 1), (2, 0), ("a",), (1, "a"), (1, None)]:
    try:
        print(cmath.log(*args))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: TypeError must be real number, not str
# expect: TypeError must be real number, not str
# expect: TypeError must be real number, not NoneType
