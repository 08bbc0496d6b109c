class Endless:
    def __len__(self):
        return -1

    def __getitem__(self, n):
        return n % 256


try:
    bytes(Endless())
except ValueError as e:
    print(e)  # expect: __len__() should return >= 0


# A bytearray does not ask.
class Short(Endless):
    def __getitem__(self, n):
        return (1, 2, 3)[n]


print(bytearray(Short()))  # expect: bytearray(b'\x01\x02\x03')
