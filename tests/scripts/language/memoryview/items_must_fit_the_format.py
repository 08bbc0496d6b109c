def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



data = bytearray(8)
for f, item in (("b", 128), ("b", -129), ("H", -1), ("i", 2**31), ("Q", 2**64), ("q", "x"),
                ("B", 1.0), ("d", "x"), ("c", 65), ("c", b"ab")):
    print(f, refused(lambda: memoryview(data).cast(f).__setitem__(0, item)))
    # expect: b ValueError: memoryview: invalid value for format 'b'
    # expect: b ValueError: memoryview: invalid value for format 'b'
    # expect: H ValueError: memoryview: invalid value for format 'H'
    # expect: i ValueError: memoryview: invalid value for format 'i'
    # expect: Q ValueError: memoryview: invalid value for format 'Q'
    # expect: q TypeError: memoryview: invalid type for format 'q'
    # expect: B TypeError: memoryview: invalid type for format 'B'
    # expect: d TypeError: memoryview: invalid type for format 'd'
    # expect: c TypeError: memoryview: invalid type for format 'c'
    # expect: c ValueError: memoryview: invalid value for format 'c'
memoryview(data).cast("q")[0] = -2
print(data)
# expect: bytearray(b'\xfe\xff\xff\xff\xff\xff\xff\xff')
memoryview(data).cast("c")[1] = b"x"
memoryview(data).cast("?")[2] = []
print(data)
# expect: bytearray(b'\xfex\x00\xff\xff\xff\xff\xff')
