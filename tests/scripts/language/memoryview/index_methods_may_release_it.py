def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



class Release:
    def __init__(self, view):
        self.view = view

    def __index__(self):
        self.view.release()
        return 1


data = bytearray(b"abc")
v = memoryview(data)
print(refused(lambda: v.__setitem__(0, Release(v))), data)
# expect: ValueError: operation forbidden on released memoryview object bytearray(b'abc')
v = memoryview(data)
print(refused(lambda: v[Release(v)]))
# expect: ValueError: operation forbidden on released memoryview object
data.clear()
print(data)
# expect: bytearray(b'')
