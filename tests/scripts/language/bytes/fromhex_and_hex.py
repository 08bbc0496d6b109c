print(bytes.fromhex("00 ff 4A"), b"\x00\xffJ".hex(), b"abcd".hex("-"), b"abcde".hex(":", 2), b"abcde".hex(":", -2))
# expect: b'\x00\xffJ' 00ff4a 61-62-63-64 61:6263:6465 6162:6364:65
try: bytes.fromhex("0g")
except ValueError as e: print(e)  # expect: non-hexadecimal number found in fromhex() arg at position 1
