class Reflected:
    def __rmul__(self, other):
        return NotImplemented


class Items(list, Reflected):
    pass


def tell(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


tell(lambda: Items("a") * 2)  # expect: ['a', 'a']
tell(lambda: Items() * "x")  # expect: 'str' object cannot be interpreted as an integer
tell(lambda: [] * "x")  # expect: can't multiply sequence by non-int of type 'str'
