b = b"abc"
print(b[0], b[1:], b[-1], list(b), b"b" in b, 98 in b)
# expect: 97 b'bc' 99 [97, 98, 99] True True
print(bytes([1, 2]), bytes(3), bytes(b"x"), b"a" + b"b", b"ab" * 2)
# expect: b'\x01\x02' b'\x00\x00\x00' b'x' b'ab' b'abab'
print(b.hex(), bytes.fromhex("01 ff"), b.upper(), b.find(b"c"), b.split(b"b"))
# expect: 616263 b'\x01\xff' b'ABC' 2 [b'a', b'c']
