data = bytearray(b"abcdefgh")
v = memoryview(data)
v[0] = 65
v[-1:] = b"Z"
v[1:4] = memoryview(b"xyz")
print(data)
# expect: bytearray(b'AxyzefgZ')
v[::2] = bytearray(b"1234")
print(data)
# expect: bytearray(b'1x2z3f4Z')
v[1:] = v[:-1]
print(data)
# expect: bytearray(b'11x2z3f4')
v[::-1] = v
print(data)
# expect: bytearray(b'4f3z2x11')
