import io

f = io.BytesIO(b"hello")
lent = f.getbuffer()
lent[0] = 72
print(f.getvalue())
# expect: b'Hello'
try:
    f.write(b"x")
except BufferError as e:
    print(e)
    # expect: Existing exports of data: object cannot be re-sized
lent.release()
print(f.write(b"J"), f.getvalue())
# expect: 1 b'Jello'
room = bytearray(4)
f.seek(0)
print(f.readinto(memoryview(room)[1:]), room)
# expect: 3 bytearray(b'\x00Jel')
