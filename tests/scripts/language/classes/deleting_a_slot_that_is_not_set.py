class Pair:
    __slots__ = ("x", "y")


pair = Pair()
pair.x = 1
del pair.x
for name in ("x", "z"):
    try:
        delattr(pair, name)
    except AttributeError as error:
        print(error)
# expect: x
# expect: 'Pair' object has no attribute 'z'
