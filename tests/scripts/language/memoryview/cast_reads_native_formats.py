data = bytearray(range(1, 9))
for f in "BbhHiIlLqQnN":
    print(f, memoryview(data).cast(f).tolist())
    # expect: B [1, 2, 3, 4, 5, 6, 7, 8]
    # expect: b [1, 2, 3, 4, 5, 6, 7, 8]
    # expect: h [513, 1027, 1541, 2055]
    # expect: H [513, 1027, 1541, 2055]
    # expect: i [67305985, 134678021]
    # expect: I [67305985, 134678021]
    # expect: l [578437695752307201]
    # expect: L [578437695752307201]
    # expect: q [578437695752307201]
    # expect: Q [578437695752307201]
    # expect: n [578437695752307201]
    # expect: N [578437695752307201]
print(memoryview(b"ab").cast("c").tolist(), memoryview(b"\0\1").cast("?").tolist())
# expect: [b'a', b'b'] [False, True]
v = memoryview(bytearray(16)).cast("d")
v[0], v[1] = 1.5, -2
print(v.tolist(), v.obj[:8].hex(), v.shape, v.strides, v.nbytes)
# expect: [1.5, -2.0] 000000000000f83f (2,) (8,) 16
v = memoryview(bytearray(4)).cast("@f")
v[0] = 0.25
print(v[0], v.format, v.cast("B").tolist())
# expect: 0.25 @f [0, 0, 128, 62]
