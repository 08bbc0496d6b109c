def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



data = bytearray(b"abc")
v = memoryview(data)
for change in (lambda: data.append(1), lambda: data.extend(b"x"), lambda: data.insert(0, 1),
               lambda: data.pop(), lambda: data.remove(97), lambda: data.clear(),
               lambda: data.__delitem__(0), lambda: data.__delitem__(slice(0, 2)),
               lambda: data.__setitem__(slice(0, 2), b"xyz"), lambda: data.__iadd__(b"x"),
               lambda: data.__imul__(2), lambda: data.__init__(b"abc")):
    assert refused(change).startswith("BufferError: Existing exports"), refused(change)
print(refused(lambda: data.append(1)))
# expect: BufferError: Existing exports of data: object cannot be re-sized
print(data)
# expect: bytearray(b'abc')
data[0:2] = b"xy"
data.extend(b"")
data[1:1] = b""
data *= 1
data.reverse()
print(data, v.tobytes())
# expect: bytearray(b'cyx') b'cyx'
