v = memoryview(b"abc")
print(v == b"abc", b"abc" == v, v == bytearray(b"abc"), v != memoryview(b"abd"))
# expect: True True True True
print(v == "abc", v == [97, 98, 99], v[::-1] == b"cba", v[:0] == b"")
# expect: False False True True
print(v.cast("b") == v, memoryview(b"\xff").cast("b") == b"\xff", v.cast("c") == v)
# expect: True False False
print(memoryview(b"ab").cast("H") == memoryview(b"ab").cast("@H"))
# expect: True
nan = memoryview(bytearray(8)).cast("d")
nan[0] = float("nan")
print(nan == nan, v.cast("B", [1, 3]) == v)
# expect: False False
