def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(b"abc")
print(hash(v) == hash(b"abc"), {b"abc": 1}[v], hash(v[::-1]) == hash(b"cba"))
# expect: True 1 True
print(refused(lambda: hash(memoryview(bytearray(b"abc")))))
# expect: ValueError: cannot hash writable memoryview object
print(refused(lambda: hash(memoryview(bytearray(b"abc")).toreadonly())))
# expect: TypeError: unhashable type: 'bytearray'
print(refused(lambda: hash(memoryview(b"abcd").cast("I"))))
# expect: ValueError: memoryview: hashing is restricted to formats 'B', 'b' or 'c'
