data = bytearray(b"abcdefgh")
v = memoryview(data)
part = v[2:6]
part[0] = 90
print(data, part.tobytes(), part[1:3].tobytes(), part.obj is data)
# expect: bytearray(b'abZdefgh') b'Zdef' b'de' True
print(v[::2].tobytes(), v[::-1].tobytes(), v[6:1:-2].tobytes(), v[9:].tobytes())
# expect: b'aZeg' b'hgfedZba' b'geZ' b''
print(v[::2].strides, v[::-3].shape, v[5:1:-1][::2].tolist(), v[::2].contiguous)
# expect: (2,) (3,) [102, 100] False
