import io

f = io.StringIO("one\ntwo\nthree")
print(f.read(2), f.readline(), f.readlines(), f.read(), f.tell())
# expect: on e
# expect:  ['two\n', 'three']  13
f.seek(0)
print([line.strip() for line in f], f.getvalue())
# expect: ['one', 'two', 'three'] one
# expect: two
# expect: three
out = io.StringIO()
print("a", 1, file=out)
print(out.write("bc"), out.tell(), repr(out.getvalue()))  # expect: 2 6 'a 1\nbc'
out.seek(0)
out.write("Z")
out.truncate(3)
print(repr(out.getvalue()), out.closed)  # expect: 'Z 1' False
with io.StringIO() as g:
    g.writelines(["x", "y"])
    print(g.getvalue())  # expect: xy
for wrong in (lambda: g.read(), lambda: out.write(5), lambda: out.seek(-1), lambda: out.fileno()):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError I/O operation on closed file
        # expect: TypeError string argument expected, got 'int'
        # expect: ValueError Negative seek position -1
        # expect: UnsupportedOperation fileno
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.seek(0, io.SEEK_END), b.write(b"!"), b.getvalue(), list(io.BytesIO(b"a\nb")))
# expect: b'ab' b'c\n' 7 1 b'abc\ndef!' [b'a\n', b'b']
