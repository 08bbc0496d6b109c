b = bytearray(b"abc")
try: b[0] = 256
except ValueError as e: print(e)  # expect: byte must be in range(0, 256)
try: b[0:1] = "x"
except TypeError as e: print(e)
# expect: can assign only bytes, buffers, or iterables of ints in range(0, 256)
b[::2] = b"12"
print(b)  # expect: bytearray(b'1b2')
