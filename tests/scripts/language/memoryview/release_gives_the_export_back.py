def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



data = bytearray(b"abc")
v = memoryview(data)
part = v[1:]
v.release()
v.release()
print(refused(lambda: data.append(1)))
# expect: BufferError: Existing exports of data: object cannot be re-sized
print(part.tobytes())
# expect: b'bc'
part.release()
data.append(1)
print(data)
# expect: bytearray(b'abc\x01')
with memoryview(data) as w:
    print(refused(lambda: data.pop()))
    # expect: BufferError: Existing exports of data: object cannot be re-sized
print(data.pop(), data)
# expect: 1 bytearray(b'abc')
