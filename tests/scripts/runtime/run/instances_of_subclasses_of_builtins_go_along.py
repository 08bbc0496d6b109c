import collections

import scriptling.runtime as runtime

Point = collections.namedtuple("Point", "x y")


class Text(str):
    pass


class Raw(bytes):
    pass


class Buffer(bytearray):
    pass


class Pair(tuple):
    pass


class Big(int):
    pass


class Real(float):
    pass


class Z(complex):
    pass


class Names(frozenset):
    pass


class Items(list):
    pass


class Table(dict):
    pass


class Keys(set):
    pass


class Slotted(list):
    __slots__ = ("note",)


def noted(v):
    v.note = [v]  # It knows itself.
    return v


things = [noted(Text("ä long text that is not short")), noted(Raw(b"bytes")), noted(Buffer(b"abc")),
          noted(Pair([1, [2]])), noted(Big(10**30)), noted(Real(2.5)), noted(Z(1, 2)),
          noted(Names("ab")), noted(Items([1])), noted(Table(a=1)), noted(Keys([1])),
          noted(Slotted([3]))]
point = Point(1, things)


class Holder:
    text = Text("in a class")
    origin = Point(0, 0)


def described():
    return [(type(v).__name__, v == type(v)(v), v.note[0] is v, len(repr(v)) > 1) for v in things]


def work():
    return [described(), point.x, point.y is things, point._replace(x=3).x, Holder.text.upper(),
            Holder.origin == (0, 0), type(Holder.origin) is Point, things[3][1],
            {things[0]: 1}["ä long text that is not short"], things[4] + 1 == 10**30 + 1,
            sorted(things[7]), things[0].__class__.__mro__[1] is str, things[2].upper()]


print(runtime.run(work).get() == work())  # expect: True
print(all(all(v[1:]) for v in runtime.run(described).get()))  # expect: True


def inner():
    local = Text("in a closure"), Point(1, 2)
    return lambda: (local[0].title(), local[1].y, type(local[1]).__name__)


print(runtime.run(inner()).get())  # expect: ('In A Closure', 2, 'Point')
