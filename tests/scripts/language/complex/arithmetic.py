a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** b)
# expect: (4+2j) (2+6j) (11-2j) (-1+2j) (-21.083139690689016-24.00021070941257j)
print(a + 1, 1 + a, a - 2.5, 2.5 - a, a * True, 2 * a, a / 2, 2 / a)
# expect: (4+4j) (4+4j) (0.5+4j) (-0.5-4j) (3+4j) (6+8j) (1.5+2j) (0.24-0.32j)
print(2**70 + 1j, 1j - 2**70, 1j * 2**64, 2**64 / 2j)
# expect: (1.1805916207174113e+21+1j) (-1.1805916207174113e+21+1j) 1.8446744073709552e+19j -9.223372036854776e+18j
print(-a, +a, a.conjugate(), abs(a), abs(-1j), a.real, a.imag)  # expect: (-3-4j) (3+4j) (3-4j) 5.0 1.0 3.0 4.0
print(1j * 1j, 1j - 1j, (0j) * -1, 1e308 * (10 + 10j), complex("inf") * 1j)
# expect: (-1+0j) 0j (-0+0j) (inf+infj) (nan+infj)
