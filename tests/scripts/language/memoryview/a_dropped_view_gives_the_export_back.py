def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



data = bytearray(b"abcdef")
v = memoryview(data)
del v
data.append(1)
print(bytes(memoryview(data)[:2]))
# expect: b'ab'
del data[:2]
print(data)
# expect: bytearray(b'cdef\x01')


def take(buffer, count):
    head = bytes(memoryview(buffer)[:count])
    del buffer[:count]
    return head


def forget(view, buffer):
    view = view[1:]
    del view
    buffer.append(2)
    return len(buffer)


print([take(data, 1) for _ in range(3)], data)
# expect: [b'c', b'd', b'e'] bytearray(b'f\x01')
print(forget(memoryview(data), data))
# expect: 3


class Holder:
    def __init__(self, data):
        self.view = memoryview(data)


holder = Holder(data)
print(refused(lambda: data.pop()))
# expect: BufferError: Existing exports of data: object cannot be re-sized
holder = None
print(data.pop())
# expect: 2
views = {"v": [memoryview(data)]}
print(refused(lambda: data.pop()))
# expect: BufferError: Existing exports of data: object cannot be re-sized
views.clear()
print(data.pop())
# expect: 1
