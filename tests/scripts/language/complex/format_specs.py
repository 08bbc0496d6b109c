z = 1.5 - 2.25j
for spec in ["", "f", ".1f", ".0f", "e", ".2e", "g", ".3g", "G", "E", "F", "n", ".3", ".0", "20", "<20", "^20.1f", ">20g", "*^20", "x>20",
             "+", " ", "-", "+.1f", " .1f", "#", "#.3g", "#.0f", "#.3", ",", ",.2f", "_.1f", "z", "z.0f", "5"]:
    print(f"{spec!r}: [{format(z, spec)}]")
# expect: '': [(1.5-2.25j)]
# expect: 'f': [1.500000-2.250000j]
# expect: '.1f': [1.5-2.2j]
# expect: '.0f': [2-2j]
# expect: 'e': [1.500000e+00-2.250000e+00j]
# expect: '.2e': [1.50e+00-2.25e+00j]
# expect: 'g': [1.5-2.25j]
# expect: '.3g': [1.5-2.25j]
# expect: 'G': [1.5-2.25j]
# expect: 'E': [1.500000E+00-2.250000E+00j]
# expect: 'F': [1.500000-2.250000j]
# expect: 'n': [1.5-2.25j]
# expect: '.3': [(1.5-2.25j)]
# expect: '.0': [(2-2j)]
# expect: '20': [         (1.5-2.25j)]
# expect: '<20': [(1.5-2.25j)         ]
# expect: '^20.1f': [      1.5-2.2j      ]
# expect: '>20g': [           1.5-2.25j]
# expect: '*^20': [****(1.5-2.25j)*****]
# expect: 'x>20': [xxxxxxxxx(1.5-2.25j)]
# expect: '+': [(+1.5-2.25j)]
# expect: ' ': [( 1.5-2.25j)]
# expect: '-': [(1.5-2.25j)]
# expect: '+.1f': [+1.5-2.2j]
# expect: ' .1f': [ 1.5-2.2j]
# expect: '#': [(1.5-2.25j)]
# expect: '#.3g': [1.50-2.25j]
# expect: '#.0f': [2.-2.j]
# expect: '#.3': [(1.50-2.25j)]
# expect: ',': [(1.5-2.25j)]
# expect: ',.2f': [1.50-2.25j]
# expect: '_.1f': [1.5-2.2j]
# expect: 'z': [(1.5-2.25j)]
# expect: 'z.0f': [2-2j]
# expect: '5': [(1.5-2.25j)]
print(f"{12345678.9+1234567j:,}", f"{12345678.9+1234567j:,.1f}", f"{1e20+1j:_}", f"{1e16+1e-7j:#}", f"{1+2j:#}")
# expect: (12,345,678.9+1,234,567j) 12,345,678.9+1,234,567.0j (1e+20+1j) (1.e+16+1.e-07j) (1.+2.j)
print(f"{2j:.2f}", f"{2j}", f"{2j:5}", f"{2j:+}", f"{-2j: }", f"{0j:+}", f"{complex(-0.0, 1):g}", f"{complex(-0.0, 1):z.1f}")
# expect: 0.00+2.00j 2j    2j +2j (-0-2j) +0j -0+1j 0.0+1.0j
nan, inf = float("nan"), float("inf")
print(f"{complex(nan, nan)}", f"{complex(nan, inf):F}", f"{complex(inf, -inf):.2e}", f"{complex(0, nan):+}", f"{complex(0, nan):>8}")
# expect: (nan+nanj) NAN+INFj inf-infj +nanj     nanj
print("{:.{}f}".format(1j, 1), "{0.real:.1f} {0.imag}".format(1 + 2j), "{!r:>8}".format(2j))
# expect: 0.0+1.0j 1.0 2.0       2j
