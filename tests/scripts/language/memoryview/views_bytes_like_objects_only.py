def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



class Blob(bytes):
    pass


class Pool(bytearray):
    pass


print(memoryview(Blob(b"ab")).obj, memoryview(Pool(b"ab")).readonly)
# expect: b'ab' False
print(memoryview(object=b"ab").tolist())
# expect: [97, 98]
print(refused(lambda: memoryview("ab")))
# expect: TypeError: memoryview: a bytes-like object is required, not 'str'
print(refused(lambda: memoryview([1])))
# expect: TypeError: memoryview: a bytes-like object is required, not 'list'
