# A TypeError of __iter__, __index__ or __int__ counts as not having it; others go on.
import collections
import functools
import operator


class Raises:
    def __init__(self, error):
        self.error = error

    def fail(self, *args):
        raise self.error("own words")

    __iter__ = __index__ = __int__ = __len__ = __length_hint__ = fail


def attempt(use, error):
    try:
        print(use(Raises(error)))
    except Exception as error:
        print(type(error).__name__, error)


uses = [
    lambda v: "".join(v), lambda v: b"".join(v), lambda v: bytes(v), lambda v: bytearray(v),
    lambda v: bytearray().extend(v), lambda v: dict([v]), lambda v: 1 in v,
    lambda v: operator.countOf(v, 1), lambda v: operator.indexOf(v, 1),
    lambda v: operator.length_hint(v, 7), lambda v: functools.reduce(max, v),
    lambda v: collections.Counter(v), lambda v: "%d" % v, lambda v: "%x" % v,
    lambda v: "%c" % v, lambda v: b"%d" % v, lambda v: b"%c" % v, lambda v: list(v),
]
for use in uses:
    attempt(use, TypeError)
    attempt(use, KeyError)
# expect: TypeError can only join an iterable
# expect: KeyError 'own words'
# expect: TypeError can only join an iterable
# expect: KeyError 'own words'
# expect: TypeError cannot convert 'Raises' object to bytes
# expect: KeyError 'own words'
# expect: TypeError cannot convert 'Raises' object to bytearray
# expect: KeyError 'own words'
# expect: TypeError can't extend bytearray with Raises
# expect: KeyError 'own words'
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: KeyError 'own words'
# expect: TypeError argument of type 'Raises' is not iterable
# expect: KeyError 'own words'
# expect: TypeError argument of type 'Raises' is not iterable
# expect: KeyError 'own words'
# expect: TypeError argument of type 'Raises' is not iterable
# expect: KeyError 'own words'
# expect: 7
# expect: KeyError 'own words'
# expect: TypeError reduce() arg 2 must support iteration
# expect: KeyError 'own words'
# expect: TypeError own words
# expect: KeyError 'own words'
# expect: TypeError %d format: a real number is required, not Raises
# expect: KeyError 'own words'
# expect: TypeError %x format: an integer is required, not Raises
# expect: KeyError 'own words'
# expect: TypeError %c requires int or char
# expect: KeyError 'own words'
# expect: TypeError %d format: a real number is required, not Raises
# expect: KeyError 'own words'
# expect: TypeError %c requires an integer in range(256) or a single byte
# expect: KeyError 'own words'
# expect: TypeError own words
# expect: KeyError 'own words'
