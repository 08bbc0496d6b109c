x = 7
x += 1; x *= 2; x -= 1; x //= 2; x **= 2; x %= 10; x <<= 3; x |= 1; x ^= 3; x &= 0xfe; x >>= 1
print(x)  # expect: 37
a = b = [1]
a += (2,)
print(b)  # expect: [1, 2]
