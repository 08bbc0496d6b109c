def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(b"abcdefg")
print(refused(lambda: v.cast("H")))
# expect: TypeError: memoryview: length is not a multiple of itemsize
print(refused(lambda: v.cast("<H")))
# expect: ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'
print(refused(lambda: v.cast("BB")))
# expect: ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'
print(refused(lambda: v.cast(1)))
# expect: TypeError: cast() argument 'format' must be str, not int
print(refused(lambda: v[:4].cast("H").cast("I")))
# expect: TypeError: memoryview: cannot cast between two non-byte formats
print(refused(lambda: v[::2].cast("b")))
# expect: TypeError: memoryview: casts are restricted to C-contiguous views
print(refused(lambda: v.cast("B", [2, 3])))
# expect: TypeError: memoryview: product(shape) * itemsize != buffer size
print(refused(lambda: v.cast("B", [0])))
# expect: ValueError: memoryview.cast(): elements of shape must be integers > 0
print(refused(lambda: v.cast("B", ["x"])))
# expect: TypeError: memoryview.cast(): elements of shape must be integers
print(refused(lambda: v.cast("B", 7)))
# expect: TypeError: shape must be a list or a tuple
