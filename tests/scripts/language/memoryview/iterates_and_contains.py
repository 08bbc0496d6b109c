def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(b"cab")
print(sorted(v), sum(v), max(v), list(reversed(v)), dict(zip(v, "xyz")), type(iter(v)).__name__)
# expect: [97, 98, 99] 294 99 [98, 97, 99] {99: 'x', 97: 'y', 98: 'z'} memory_iterator
print(97 in v, 98.0 in v, b"a" in v, 1 not in v)
# expect: True True False True
a, *rest = v
print(a, rest, bool(v), bool(v[:0]))
# expect: 99 [97, 98] True False
i = iter(v)
next(i)
v.release()
print(refused(lambda: next(i)))
# expect: ValueError: operation forbidden on released memoryview object
