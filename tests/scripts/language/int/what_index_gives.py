# __index__ and __length_hint__ give ints, whoever asks; __neg__ gives what it likes.
import math
import operator


class Gives:
    def __init__(self, answer):
        self.answer = answer

    def give(self, *args):
        return self.answer

    __index__ = __length_hint__ = __neg__ = give


def attempt(use):
    try:
        print(use())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for use in (operator.index, operator.length_hint, list("abc").__getitem__, range(3).__getitem__,
            lambda v: [1, 2][v:], lambda v: slice(v).indices(2), range, math.factorial,
            lambda v: list(enumerate("a", v)), float, hex, operator.neg):
    attempt(lambda: use(Gives("x")))
    attempt(lambda: use(Gives(1)))
attempt(lambda: operator.length_hint(Gives(-1)))
print(operator.length_hint(Gives(NotImplemented), 7), -Gives(NotImplemented))
# expect: TypeError __index__ returned non-int (type str)
# expect: 1
# expect: TypeError __length_hint__ must be an integer, not str
# expect: 1
# expect: TypeError __index__ returned non-int (type str)
# expect: b
# expect: TypeError __index__ returned non-int (type str)
# expect: 1
# expect: TypeError __index__ returned non-int (type str)
# expect: [2]
# expect: TypeError __index__ returned non-int (type str)
# expect: (0, 1, 1)
# expect: TypeError __index__ returned non-int (type str)
# expect: range(0, 1)
# expect: TypeError __index__ returned non-int (type str)
# expect: 1
# expect: TypeError __index__ returned non-int (type str)
# expect: [(1, 'a')]
# expect: TypeError __index__ returned non-int (type str)
# expect: 1.0
# expect: TypeError __index__ returned non-int (type str)
# expect: 0x1
# expect: x
# expect: 1
# expect: ValueError __length_hint__() should return >= 0
# expect: 7 NotImplemented
