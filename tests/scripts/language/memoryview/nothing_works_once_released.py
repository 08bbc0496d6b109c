def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(bytearray(b"ab"))
same = v
v.release()
print(repr(v)[:20])
# expect: <released memory at 
print(refused(lambda: v[0]))
# expect: ValueError: operation forbidden on released memoryview object
for use in (lambda: v.tobytes(), lambda: v.tolist(), lambda: v.hex(), lambda: len(v),
            lambda: v.cast("B"), lambda: v.toreadonly(), lambda: v.__enter__(),
            lambda: v.obj, lambda: v.nbytes, lambda: v.shape, lambda: v.format,
            lambda: v.__setitem__(0, 1), lambda: hash(v), lambda: bytes(v), lambda: bool(v),
            lambda: memoryview(v), lambda: b"a".find(v), lambda: 1 in v):
    assert refused(use) == refused(lambda: v[0]), refused(use)
print(v == same, v == memoryview(b"ab"), v != b"ab", v.__exit__(None, None, None))
# expect: True False True None
