import cmath

print(cmath.isclose(1j, 1j + 1e-10), cmath.isclose(1, 2), cmath.isclose(1, 1.1, rel_tol=0.2), cmath.isclose(0, 1e-10, abs_tol=1e-9))
# expect: True False True True
print(cmath.isclose(cmath.inf, cmath.inf), cmath.isclose(cmath.infj, 1), cmath.isclose(cmath.nan, cmath.nan), cmath.isclose(1 + 1j, 1 + 1.0000000001j))
# expect: True False False True
print(cmath.isfinite(1j), cmath.isfinite(cmath.infj), cmath.isinf(1j), cmath.isinf(complex(1, -cmath.inf)), cmath.isnan(cmath.nanj), cmath.isnan(2))
# expect: True False False True True False
try:
    cmath.isclose(1, 2, rel_tol=-1)
except ValueError as e:
    print(e)  # expect: tolerances must be non-negative
