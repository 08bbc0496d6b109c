for v in (5, "s", 2.5, [1], (1,), {"a": 1}, True, b"b", None):
    match v:
        case bool(b): print("bool", b)
        case int(n): print("int", n)
        case str(s): print("str", s)
        case float(f): print("float", f)
        case list(l): print("list", l)
        case tuple(t): print("tuple", t)
        case dict(d): print("dict", d)
        case bytes(b): print("bytes", b)
        case None: print("none")
# expect: int 5
# expect: str s
# expect: float 2.5
# expect: list [1]
# expect: tuple (1,)
# expect: dict {'a': 1}
# expect: bool True
# expect: bytes b'b'
# expect: none
