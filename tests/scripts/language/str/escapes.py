text = "a\
b"
print("\x41\u0042\U00000043\103\N{LATIN SMALL LETTER D}", r"\n", text)  # expect: ABCCd \n ab
print(len("\0"), "\a" == "\x07", b"\xff\n")  # expect: 1 True b'\xff\n'
