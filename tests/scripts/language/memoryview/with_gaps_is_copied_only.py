def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(b"abcdef")[::2]
print(bytes(v), bytearray(v), v.tobytes(), v.hex("-"), b"%b" % v)
# expect: b'ace' bytearray(b'ace') b'ace' 61-63-65 b'ace'
print(refused(lambda: b"a".find(v)))
# expect: BufferError: memoryview: underlying buffer is not C-contiguous
print(refused(lambda: b"a" + v))
# expect: TypeError: can't concat memoryview to bytes
print(refused(lambda: b"".join([v])))
# expect: TypeError: sequence item 0: expected a bytes-like object, memoryview found
print(refused(lambda: str(v, "ascii")))
# expect: TypeError: decoding to str: need a bytes-like object, memoryview found
print(refused(lambda: bytearray().extend(v)))
# expect: TypeError: can't set bytearray slice from memoryview
