import collections
import dataclasses
import typing

Pair = collections.namedtuple("Pair", "x y", defaults=[...])


class Typed(typing.NamedTuple):
    x: object
    y: object = None


@dataclasses.dataclass
class Data:
    x: object
    y: object = None


for cls in (Pair, Typed, Data):
    print(cls(NotImplemented), cls(y=1, x=NotImplemented), cls(NotImplemented, NotImplemented))
    try:
        cls(y=NotImplemented)
    except TypeError as e:
        print(e)
# expect: Pair(x=NotImplemented, y=Ellipsis) Pair(x=NotImplemented, y=1) Pair(x=NotImplemented, y=NotImplemented)
# expect: Pair.__new__() missing 1 required positional argument: 'x'
# expect: Typed(x=NotImplemented, y=None) Typed(x=NotImplemented, y=1) Typed(x=NotImplemented, y=NotImplemented)
# expect: Typed.__new__() missing 1 required positional argument: 'x'
# expect: Data(x=NotImplemented, y=None) Data(x=NotImplemented, y=1) Data(x=NotImplemented, y=NotImplemented)
# expect: Data.__init__() missing 1 required positional argument: 'x'
