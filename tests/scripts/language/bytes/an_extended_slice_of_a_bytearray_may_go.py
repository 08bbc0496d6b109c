b = bytearray(b"abcdef")
b[::2] = b""
print(b)  # expect: bytearray(b'bdf')
b = bytearray(b"abcdef")
b[::-2] = b""
print(b)  # expect: bytearray(b'ace')
b = bytearray(b"abcdef")
b[5:0:2] = b""
print(b)  # expect: bytearray(b'abcdef')
try:
    b[::2] = b"x"
except ValueError as e:
    print(e)  # expect: attempt to assign bytes of size 1 to extended slice of size 3
b[::2] = b"xyz"
print(b)  # expect: bytearray(b'xbydzf')
