for empty in b"", bytes(), bytearray(), b"x"[1:], bytearray(b"x")[1:], b"".join([]):
    for errors in "strict", "replace", "ignore":
        print(repr(empty.decode("utf-8", errors)), end=" ")
# expect: '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' ''
