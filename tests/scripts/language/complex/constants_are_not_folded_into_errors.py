def late():
    return 1j // 2


def zero():
    return 1j / 0j


def big():
    return 10**400 + 1j


for f in [late, zero, big]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError unsupported operand type(s) for //: 'complex' and 'int'
# expect: ZeroDivisionError complex division by zero
# expect: OverflowError int too large to convert to float
print(1 + 2j - 3, 2 - 1j + 0.5, (1j, 2 + 1j), -(2j), - 0j, 0.0 - 0j, -0.0 - 0j, 1 - 2j * 2, 3 * 1j, True + 1j)
# expect: (-2+2j) (2.5-1j) (1j, (2+1j)) (-0-2j) (-0-0j) 0j (-0+0j) (1-4j) 3j (1+1j)
x = 1j
print(x is x, [1j, -1j, 0j, -0j, complex(0, -0.0)])  # expect: True [1j, (-0-1j), 0j, (-0-0j), -0j]
