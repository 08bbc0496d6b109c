print((1 + 1j) ** 2, (1 + 1j) ** -2, 2j ** 0, 0j ** 0, 0j ** 2, (2 + 1j) ** 10, (0.5 + 0.1j) ** 100)
print(1j ** 1j, (1 + 2j) ** 0.5, 2 ** 1j, 2.5 ** (1 + 1j), (-1) ** 0.5j, (1 + 1j) ** 101, 1j ** 2.0)
print(0 ** (1 + 0j), 0j ** 2.5, (3 + 0j) ** True, pow(1j, 3), pow(2, 1j), pow(1j, 2, None))
for base, exponent in [(0j, -1), (0j, 1j), (0j, -0.5), (1e300j, 2), (10j, 400.5), (0, -1 + 0j), (1e300 + 1j, complex(0, 1e308)),
                       (complex("inf"), 2)]:
    try:
        print(base ** exponent)
    except ArithmeticError as e:
        print(type(e).__name__, e)
for args in [(1j, 2, 3), (2, 1j, 3), (2, 3, 1j), (2.0, 3, 1j), (1j, "a", 3), (1j, 2, "a")]:
    try:
        print(pow(*args))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: 2j -0.5j (1+0j) (1+0j) 0j (-237-3116j) (3.528599770315681e-30+4.3564079327764404e-30j)
# expect: (0.20787957635076193+0j) (1.272019649514069+0.7861513777574233j) (0.7692389013639721+0.6389612763136348j) (1.5219177049282497+1.9833725064712198j) (0.20787957635076193+0j) (-1125899906842634.5-1125899906842629.5j) (-1+0j)
# expect: 0j 0j (3+0j) (-0-1j) (0.7692389013639721+0.6389612763136348j) (-1+0j)
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: OverflowError complex exponentiation
# expect: OverflowError complex exponentiation
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: ZeroDivisionError 0.0 to a negative or complex power
# expect: (nan+nanj)
# expect: ValueError complex modulo
# expect: ValueError complex modulo
# expect: ValueError complex modulo
# expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
# expect: TypeError unsupported operand type(s) for ** or pow(): 'complex', 'str', 'int'
# expect: ValueError complex modulo
