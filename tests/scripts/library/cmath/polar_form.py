import cmath

print(cmath.phase(1j), cmath.phase(-1), cmath.phase(complex(-1, -0.0)), cmath.phase(0), cmath.phase(complex("inf+infj")))
# expect: 1.5707963267948966 3.141592653589793 -3.141592653589793 0.0 0.7853981633974483
print(cmath.polar(3 + 4j), cmath.polar(-2), cmath.polar(0j), cmath.polar(complex("inf-nanj")))
# expect: (5.0, 0.9272952180016122) (2.0, 3.141592653589793) (0.0, 0.0) (inf, nan)
print(cmath.rect(2, 0), cmath.rect(2, cmath.pi / 2), cmath.rect(-1, 1.5), cmath.rect(0, 5), cmath.rect(1, -0.0))
# expect: (2+0j) (1.2246467991473532e-16+2j) (-0.0707372016677029-0.9974949866040544j) -0j (1-0j)
print(cmath.rect(cmath.inf, 1), cmath.rect(-cmath.inf, 3), cmath.rect(cmath.inf, 0), cmath.rect(cmath.nan, 0), cmath.rect(0, cmath.inf))
# expect: (inf+infj) (inf-infj) (inf+0j) (nan+0j) 0j
for f in [lambda: cmath.phase(1e200 + 1e-200j), lambda: cmath.polar(1.5e308 + 1.5e308j), lambda: cmath.rect(1, cmath.inf), lambda: cmath.rect(1j, 2), lambda: cmath.phase("a")]:
    try:
        print(f())
    except (OverflowError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: OverflowError math range error
# expect: OverflowError math range error
# expect: ValueError math domain error
# expect: TypeError must be real number, not complex
# expect: TypeError must be real number, not str
