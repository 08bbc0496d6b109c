import cmath

print(cmath.exp(1j * cmath.pi), cmath.exp(0), abs(cmath.exp(1j) - complex(cmath.cos(1), cmath.sin(1))) < 1e-15)
# expect: (-1+1.2246467991473532e-16j) (1+0j) True
z = 0.3 - 0.7j
print(cmath.isclose(cmath.sin(cmath.asin(z)), z), cmath.isclose(cmath.cosh(cmath.acosh(z)), z), cmath.isclose(cmath.tan(cmath.atan(z)), z))
# expect: True True True
