def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



def while_iterating(data):
    for _ in memoryview(data):
        data.append(1)


def inside_with(data):
    with memoryview(data):
        data.append(1)


def in_a_display(data):
    return [memoryview(data), data.append(1)]


def in_an_argument(data):
    return max(memoryview(data), data.append(1))


def in_itself(data):
    data += memoryview(data)[:1]


for use in (while_iterating, inside_with, in_a_display, in_an_argument, in_itself):
    assert refused(lambda: use(bytearray(b"ab"))).startswith("BufferError"), use


def suspended(data):
    view = memoryview(data)
    yield view[0]


data = bytearray(b"ab")
g = suspended(data)
print(next(g), refused(lambda: data.append(1)))
# expect: 97 BufferError: Existing exports of data: object cannot be re-sized
g.close()
data.append(1)
print(data)
# expect: bytearray(b'ab\x01')
