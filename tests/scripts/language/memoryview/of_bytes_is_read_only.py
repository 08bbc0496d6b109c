def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(b"abc")
print(refused(lambda: v.__setitem__(0, 1)))
# expect: TypeError: cannot modify read-only memory
print(refused(lambda: v.__delitem__(slice(1))))
# expect: TypeError: cannot modify read-only memory
w = memoryview(bytearray(b"abc")).toreadonly()
print(refused(lambda: w.__setitem__(0, 1)), w.readonly, w.obj)
# expect: TypeError: cannot modify read-only memory True bytearray(b'abc')
