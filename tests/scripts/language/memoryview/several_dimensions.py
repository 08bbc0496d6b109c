def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(bytearray(range(6))).cast("B", [2, 3])
print(v.tolist(), v.ndim, v.shape, v.strides, len(v), v[1, 2], v[-1, 0])
# expect: [[0, 1, 2], [3, 4, 5]] 2 (2, 3) (3, 1) 2 5 3
v[0, 1] = 9
print(v.tobytes(), v.tobytes("F"), v[1:].tolist(), v[::-1].tolist(), v.cast("B").shape)
# expect: b'\x00\t\x02\x03\x04\x05' b'\x00\x03\t\x04\x02\x05' [[3, 4, 5]] [[3, 4, 5], [0, 9, 2]] (6,)
print(refused(lambda: v[0]))
# expect: NotImplementedError: multi-dimensional sub-views are not implemented
print(refused(lambda: v[0, 3]))
# expect: IndexError: index out of bounds on dimension 2
print(refused(lambda: v[0:1, 0:1]))
# expect: NotImplementedError: multi-dimensional slicing is not implemented
print(refused(lambda: v[0, 1, 2]))
# expect: TypeError: cannot index 2-dimension view with 3-element tuple
print(refused(lambda: list(v)))
# expect: NotImplementedError: multi-dimensional sub-views are not implemented
print(refused(lambda: v.__setitem__(slice(1), b"abc")))
# expect: NotImplementedError: memoryview slice assignments are currently restricted to ndim = 1
scalar = memoryview(b"x").cast("B", [])
print(scalar[()], scalar.tolist(), scalar.shape, scalar == scalar, refused(lambda: scalar[0]))
# expect: 120 120 () True TypeError: invalid indexing of 0-dim memory
