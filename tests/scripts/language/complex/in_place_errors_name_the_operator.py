z = 1j
z += 1
z *= 2j
z -= 0.5
z /= 1 + 1j
z **= 2
print(z)  # expect: (-5-1.125j)
for code in range(3):
    try:
        if code == 0:
            z //= 2
        elif code == 1:
            z %= 2
        else:
            z |= 1
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for //=: 'complex' and 'int'
# expect: unsupported operand type(s) for %=: 'complex' and 'int'
# expect: unsupported operand type(s) for |=: 'complex' and 'int'
n = 3
n += 1j
print(n)  # expect: (3+1j)
