import cmath

print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan infj nanj
print(cmath.infj.real, cmath.nanj.real, type(cmath.infj).__name__)  # expect: 0.0 0.0 complex
