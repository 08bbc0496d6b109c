print(3j, 1.5e3J, 1_0j, 0777j, .5j, 5.j, 1e400j)  # expect: 3j 1500j 10j 777j 0.5j 5j infj
print(1 + 2j, 1 - 2j, -1 - 2j, -1j, -(1 + 0j), +2j)  # expect: (1+2j) (1-2j) (-1-2j) (-0-1j) (-1-0j) 2j
print(type(1j).__name__, 1j.real, 1j.imag, (1 + 2j).real)  # expect: complex 0.0 1.0 1.0
print(0j, -0j, 1 - 0j, -1 + 0j, 0.0 + 1j, -0.0 + 1j)  # expect: 0j (-0-0j) (1+0j) (-1+0j) 1j 1j
