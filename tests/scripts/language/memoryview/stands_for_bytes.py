def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(bytearray(b"_12_"))[1:3]
print(bytes(v), bytearray(v), b"<" + v, bytearray(b"<") + v, b"-".join([v, b"x", v]))
# expect: b'12' bytearray(b'12') b'<12' bytearray(b'<12') b'12-x-12'
print(b"0123".find(v), b"1234".startswith(v), v in b"0123", b"0123".split(v))
# expect: 1 True True [b'0', b'3']
print(b"0123".replace(v, v[::-1].tobytes()), b"123".strip(v), b"abc".translate(None, b"a"))
# expect: b'0213' b'3' b'bc'
print(int(v), float(v), int.from_bytes(v, "big"), str(v, "ascii"), b"%b|%s" % (v, v))
# expect: 12 12.0 12594 12 b'12|12'
data = bytearray(b"x")
data += v
data.extend(v)
data[0:1] = v
print(data, data.count(v), v.hex(), v.hex(":"))
# expect: bytearray(b'121212') 3 3132 31:32
print(refused(lambda: int(v, 16)), refused(lambda: ord(v[:1])))
# expect: TypeError: int() can't convert non-string with explicit base TypeError: ord() expected string of length 1, but memoryview found
