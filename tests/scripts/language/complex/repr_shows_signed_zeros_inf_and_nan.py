inf, nan = float("inf"), float("nan")
print(complex(-0.0, -1.0), complex(-0.0, 1), complex(0.0, -0.0), complex(1, -0.0))  # expect: (-0-1j) (-0+1j) -0j (1-0j)
print(complex(inf, -inf), complex(0, inf), complex(nan, nan), complex(0, nan), complex(-inf, -nan))
# expect: (inf-infj) infj (nan+nanj) nanj (-inf+nanj)
print(complex(1e16, 1e-7), complex(1e15, 0.1), complex(0, 1e22), complex(1e300, -5e-324))
# expect: (1e+16+1e-07j) (1000000000000000+0.1j) 1e+22j (1e+300-5e-324j)
print(str(2j), repr(2j), f"{2j}", f"{1+2j!r}", "%s|%r" % (1 - 1j, 1j), [1j, (2 + 0j)])
# expect: 2j 2j 2j (1+2j) (1-1j)|1j [1j, (2+0j)]
