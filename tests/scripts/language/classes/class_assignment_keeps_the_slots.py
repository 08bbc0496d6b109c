# obj.__class__ = cls takes what has the same slots behind the same base, and no more.
class A:
    __slots__ = ("a",)


class SameSlots:
    __slots__ = ("a",)


class MoreSlots:
    __slots__ = ("a", "b")


class OtherSlot:
    __slots__ = ("b",)


class Plain:
    pass


class WithDict(A):
    pass


class AddsNone(A):
    __slots__ = ()


class SlotBehindA(A):
    __slots__ = ("c",)


class AlsoBehindA(A):
    __slots__ = ("c",)


class BehindTheOther(SameSlots):
    __slots__ = ("c",)


class PlainChild(Plain):
    pass


class PlainWithSlot(Plain):
    __slots__ = ("z",)


class Number(int):
    pass


class OtherNumber(int):
    pass


class Alias(Plain):
    same = A.a  # Another's member takes no place here.


classes = [A, SameSlots, MoreSlots, OtherSlot, Plain, WithDict, AddsNone, SlotBehindA,
           AlsoBehindA, BehindTheOther, PlainChild, PlainWithSlot, Number, OtherNumber, Alias]
for source in classes:
    taken = []
    for target in classes:
        if source is target:
            continue
        value = source()
        if hasattr(source, "a"):
            value.a = "kept"
        try:
            value.__class__ = target
        except TypeError:
            continue
        assert not hasattr(target, "a") or value.a == "kept"
        taken.append(target.__name__)
    print(source.__name__, "->", *taken)
# expect: A -> SameSlots AddsNone
# expect: SameSlots -> A AddsNone
# expect: MoreSlots ->
# expect: OtherSlot ->
# expect: Plain -> PlainChild Alias
# expect: WithDict ->
# expect: AddsNone -> A SameSlots
# expect: SlotBehindA -> AlsoBehindA
# expect: AlsoBehindA -> SlotBehindA
# expect: BehindTheOther ->
# expect: PlainChild -> Plain Alias
# expect: PlainWithSlot ->
# expect: Number ->
# expect: OtherNumber ->
# expect: Alias -> Plain PlainChild

print(A().__class__, end=" ")
try:
    A().__class__ = MoreSlots
except TypeError as e:
    print(e)
# expect: <class '__main__.A'> __class__ assignment: 'MoreSlots' object layout differs from 'A'
