import enum

import scriptling.runtime as runtime


class Perm(enum.Flag):
    R = 1
    W = 2


class Bits(enum.IntFlag):
    A = enum.auto()
    B = enum.auto()


class Status(str, enum.Enum):
    OK = "ok"
    BAD = "bad"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2

    @property
    def shout(self):
        return self.name + "!"


class Colour(enum.Enum):
    RED = (255, 0, 0)
    CRIMSON = (255, 0, 0)

    @classmethod
    def _missing_(cls, value):
        return cls.RED if value == "red" else None


favourite = Colour.RED
both = Perm.R | Perm.W
table = {Level.LOW: "low", Status.OK: [favourite]}


def work():
    return [str(both), (Perm.R | Perm.W) is both, Perm.R in both, str(~Perm.R),
            Bits.A | Bits.B == 3, repr(Bits(3)), Status("ok") is Status.OK, Status.OK == "ok",
            Status.OK.upper(), Level.HIGH.shout, Level.HIGH > Level.LOW, Level(1).name,
            favourite is Colour.CRIMSON, Colour("red") is favourite, [c.name for c in Colour],
            table[Level.LOW], table[1], table[Status.OK][0] is favourite,
            isinstance(Status.BAD, str), list(Status.__members__), type(Perm) is enum.EnumMeta]


print(runtime.run(work).get() == work())  # expect: True
print(runtime.run(work).get()[:3])  # expect: ['Perm.R|W', True, True]


def task():
    return [str(Perm.R | Perm.W), Status("ok").name, repr(Level(2)), len(Colour)]


print(runtime.background("task", task).get())  # expect: ['Perm.R|W', 'OK', '<Level.HIGH: 2>', 1]
for wrong in (lambda: Colour("blue"), lambda: Level(9)):
    try:
        runtime.run(wrong).get()
    except ValueError as error:
        print(error)
# expect: 'blue' is not a valid Colour
# expect: 9 is not a valid Level
