class Slotted:
    __slots__ = ("x", "y")


class Plain:
    pass


class Open(Slotted, Plain):
    __slots__ = ("more", "__dict__")


print(Open().__dict__)  # expect: {}
for bases in (Plain,), (Open,), (Plain, Slotted):
    try:
        print(type("Made", bases, {"__slots__": ("__dict__",)})().__dict__)
    except TypeError as error:
        print(error)
# expect: __dict__ slot disallowed: we already got one
# expect: __dict__ slot disallowed: we already got one
# expect: {}
