print(b"a" == "a", b"a" == bytearray(b"a"), b"a" < b"b", {b"a": 1}.get("a"))
# expect: False True True None
