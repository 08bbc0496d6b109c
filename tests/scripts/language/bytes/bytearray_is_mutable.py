b = bytearray(b"abc")
b[0] = 120
b.append(33)
b += b"?"
del b[1]
print(b, len(b), bytes(b), b == b"xc!?")  # expect: bytearray(b'xc!?') 4 b'xc!?' True
