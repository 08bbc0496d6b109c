v = memoryview(bytearray(b"abcd"))
print(v.obj, v.nbytes, v.readonly, v.format, v.itemsize)
# expect: bytearray(b'abcd') 4 False B 1
print(v.ndim, v.shape, v.strides, v.suboffsets)
# expect: 1 (4,) (1,) ()
print(v.c_contiguous, v.f_contiguous, v.contiguous)
# expect: True True True
print(memoryview(b"x").readonly, memoryview(v).obj is v.obj, len(v))
# expect: True True 4
