a = 10
a += 5; a -= 3; a *= 4; a //= 5; a **= 2; a %= 7; a <<= 4; a >>= 1; a |= 1; a &= 13; a ^= 2
print(a)  # expect: 3
b = 7
b /= 2
print(b)  # expect: 3.5
