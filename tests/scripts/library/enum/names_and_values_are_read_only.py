import enum
import sys


def say(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


def unnamed():
    @enum.verify(enum.NAMED_FLAGS)
    class Some(enum.Flag):
        A = 1
        AC = 5


def unnamed_more():
    @enum.verify(enum.NAMED_FLAGS)
    class Some(enum.Flag):
        A = 1
        AC = 5
        AE = 17


@enum.verify(enum.NAMED_FLAGS)
class All(enum.Flag):
    A = 1
    B = 2
    AB = 3


@enum.global_enum
class Shade(enum.Enum):
    DARK = 1


@enum.global_enum
class Bits(enum.IntFlag):
    ONE = 1
    TWO = 2


def extend():
    class More(Color):
        BLUE = 3


say(lambda: setattr(Color.RED, "value", 3))
# expect: AttributeError <enum 'Enum'> cannot set attribute 'value'
say(lambda: setattr(Color.RED, "name", 3))
# expect: AttributeError <enum 'Enum'> cannot set attribute 'name'
say(lambda: delattr(Color.RED, "value"))
# expect: AttributeError <enum 'Enum'> cannot delete attribute 'value'
say(lambda: Color.RED.value)  # expect: 1
say(unnamed)
# expect: ValueError invalid Flag 'Some': alias AC is missing value 0x4 [use enum.show_flag_values(value) for details]
say(unnamed_more)
# expect: ValueError invalid Flag 'Some': aliases AC and AE are missing combined values of 0x14 [use enum.show_flag_values(value) for details]
say(lambda: All.AB)  # expect: All.AB
say(lambda: repr(Shade.DARK) + " " + str(DARK))  # expect: __main__.DARK DARK
say(lambda: repr(Bits.ONE | Bits.TWO) + " " + repr(Bits.ONE))
# expect: __main__.ONE|__main__.TWO __main__.ONE
say(lambda: enum.show_flag_values(13))  # expect: [1, 4, 8]
say(extend)  # expect: TypeError <enum 'More'> cannot extend <enum 'Color'>
print(sys.version[:2], sys.version.split(".")[0] == str(sys.version_info[0]))  # expect: 3. True
