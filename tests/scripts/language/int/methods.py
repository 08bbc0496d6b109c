print((255).bit_length(), (0).bit_length(), (255).to_bytes(2, "big"))
# expect: 8 0 b'\x00\xff'
print(int.from_bytes(b"\x01\x00", "big"), (10).bit_count())  # expect: 256 2
print((7).numerator, (7).denominator, (7).conjugate())  # expect: 7 1 7
