# ASCII's alone counts where all is ASCII, and the separators 0x1C to 0x1F never do.
for text in (" \t\n\v\f\r7 ", b"\v7\f", "\u20037\u00a0", "\u0668\u2009"):
    print(int(text), float(text))
# expect: 7 7.0
# expect: 7 7.0
# expect: 7 7.0
# expect: 8 8.0
for text in ("\x1c7", "7\x1f", b"\x1d7", bytearray(b"7\x1e"), "\x1c\u0668"):
    for make in (int, float):
        try:
            make(text)
        except ValueError as error:
            print(error)
# expect: invalid literal for int() with base 10: '\x1c7'
# expect: could not convert string to float: '\x1c7'
# expect: invalid literal for int() with base 10: '7\x1f'
# expect: could not convert string to float: '7\x1f'
# expect: invalid literal for int() with base 10: b'\x1d7'
# expect: could not convert string to float: b'\x1d7'
# expect: invalid literal for int() with base 10: b'7\x1e'
# expect: could not convert string to float: bytearray(b'7\x1e')
# expect: invalid literal for int() with base 10: '\x1c٨'
# expect: could not convert string to float: '\x1c٨'
