print(b"a\x00\xff'", b'"', b"it's \"q\"", rb"\n", bytes([65, 66]), bytes(3), bytes())
# expect: b"a\x00\xff'" b'"' b'it\'s "q"' b'\\n' b'AB' b'\x00\x00\x00' b''
