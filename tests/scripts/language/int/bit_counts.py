print((0).bit_length(), (-8).bit_length(), (2**100).bit_length(), (255).bit_count(), (-7).bit_count())
# expect: 0 4 101 8 3
