# Removing, replacing and adding anywhere, beside a list of the same numbers.
state = 7


def pick(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n


wrong = 0
for round in range(3):
    data, twin = bytearray(), []
    for step in range(120):
        what, size = pick(12), len(twin)
        piece = bytes([step % 256]) * pick((3, 40, 300)[round % 3])
        a = pick(size + 1)
        b = min(size, a + pick(60))
        if what < 2:
            data += piece
            twin += piece
        elif what == 2:
            del data[:b]
            del twin[:b]
        elif what == 3:
            del data[a:]
            del twin[a:]
        elif what == 4:
            del data[a:b]
            del twin[a:b]
        elif what == 5:
            data[a:b] = piece
            twin[a:b] = piece
        elif what == 6:
            data[:0] = piece
            twin[:0] = piece
        elif what == 7 and size:
            wrong += data.pop(0) != twin.pop(0)
        elif what == 8 and size:
            wrong += data.pop(a % size) != twin.pop(a % size)
        elif what == 9:
            data.insert(a, 7)
            twin.insert(a, 7)
        elif what == 10:
            step = pick(3) + 2
            del data[a:b:step]
            del twin[a:b:step]
        elif pick(20) == 0:
            data.clear()
            twin.clear()
        elif size < 200:
            data.extend(data)
            twin.extend(twin[:])
        wrong += list(data) != twin
print(wrong)  # expect: 0

# A splitter of messages: what was taken from the front costs nothing later.
buffer, taken = bytearray(), 0
for n in range(300):
    buffer += b"%d;" % n
    while len(buffer) > 50:
        end = buffer.index(b";") + 1
        taken += int(buffer[:end - 1])
        del buffer[:end]
print(taken + sum(map(int, buffer.split(b";")[:-1])))  # expect: 44850

data = bytearray(b"0123456789")
del data[:2]
view = memoryview(data)
print(bytes(view), view[0])  # expect: b'23456789' 50
for change in (lambda: data.pop(0), lambda: data.__delitem__(slice(0, 2)), lambda: data.append(1)):
    try:
        change()
    except BufferError as e:
        print(e)
        # expect: Existing exports of data: object cannot be re-sized
        # expect: Existing exports of data: object cannot be re-sized
        # expect: Existing exports of data: object cannot be re-sized
data[2:4] = b"xy"
view.release()
data[:1] = b""
print(data, data * 2, data == b"3xy6789")  # expect: bytearray(b'3xy6789') bytearray(b'3xy67893xy6789') True
