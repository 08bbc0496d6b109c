print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes([1, 2], "little"), (0).to_bytes(0, "big"))
# expect: b'\x03\xe8' b'\xe8\x03\x00\x00' b'\xff\xfe' -2 513 b''
for n, l, s in [(256, 1, False), (-1, 2, False), (128, 1, True)]:
    try: n.to_bytes(l, "big", signed=s)
    except OverflowError as e: print(e)
# expect: int too big to convert
# expect: can't convert negative int to unsigned
# expect: int too big to convert
