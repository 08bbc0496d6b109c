b = bytearray(b"abc")
b.append(100); b.extend(b"ef"); b.insert(0, 95); b += b"!"
print(b, b.pop(), b.pop(0), len(b))  # expect: bytearray(b'abcdef') 33 95 6
del b[1:3]
b[0:1] = b"XYZ"
b.reverse()
print(b, bytes(b), b.index(ord("Z")))  # expect: bytearray(b'fedZYX') b'fedZYX' 3
