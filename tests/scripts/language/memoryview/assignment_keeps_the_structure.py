def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(bytearray(b"abcd"))
print(refused(lambda: v.__setitem__(slice(0, 2), b"x")))
# expect: ValueError: memoryview assignment: lvalue and rvalue have different structures
print(refused(lambda: v.__setitem__(slice(0, 2), "xy")))
# expect: TypeError: a bytes-like object is required, not 'str'
print(refused(lambda: v.__setitem__(slice(0, 2), [1, 2])))
# expect: TypeError: a bytes-like object is required, not 'list'
print(refused(lambda: v.cast("b").__setitem__(slice(0, 1), b"x")))
# expect: ValueError: memoryview assignment: lvalue and rvalue have different structures
print(refused(lambda: v.__setitem__(0, 256)))
# expect: ValueError: memoryview: invalid value for format 'B'
print(refused(lambda: v.__setitem__(0, b"x")))
# expect: TypeError: memoryview: invalid type for format 'B'
print(refused(lambda: v.__setitem__("x", 1)))
# expect: TypeError: memoryview: invalid slice key
print(refused(lambda: v.__setitem__(4, 1)))
# expect: IndexError: index out of bounds on dimension 1
print(refused(lambda: v.__delitem__(0)))
# expect: TypeError: cannot delete memory
print(v.tobytes())
# expect: b'abcd'
