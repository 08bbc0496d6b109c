from enum import Enum, IntEnum, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def hello(self):
        return "hello " + self.name.lower()


print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], list(Color), len(Color), Color.CRIMSON)
# expect: Color.RED <Color.GREEN: 2> Color.GREEN Color.RED [<Color.RED: 1>, <Color.GREEN: 2>] 2 Color.RED
print(Color.RED.hello(), Color.RED is Color(1), Color.RED in Color, {Color.RED: 1}[Color.RED], Color.RED.value)
# expect: hello red True True 1 1


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


print(Level.LOW, repr(Level.HIGH), Level.LOW < Level.HIGH, Level.LOW + 1, f"{Level.HIGH:03d}", Level(1).name)
# expect: 1 <Level.HIGH: 2> True 2 002 LOW


class Word(StrEnum):
    ONE = auto()
    TWO = "zwei"


print(Word.ONE, repr(Word.TWO), Word.TWO == "zwei", Word("one"))
# expect: one <Word.TWO: 'zwei'> True one


class Planet(Enum):
    EARTH = (6, 7)

    def __init__(self, mass, radius):
        self.mass = mass


print(Planet.EARTH.mass, Planet.EARTH.value, Planet((6, 7)))  # expect: 6 (6, 7) Planet.EARTH


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError 9 is not a valid Color
        # expect: KeyError 'X'
        # expect: AttributeError cannot reassign member 'RED'
        # expect: TypeError <enum 'More'> cannot extend <enum 'Color'>
        # expect: ValueError duplicate values found in <enum 'Twice'>: B -> A
        

def change():
    Color.RED = 5


def extend():
    class More(Color):
        BLUE = 3


def double():
    @unique
    class Twice(Enum):
        A = 1
        B = 1


for call in (lambda: Color(9), lambda: Color["X"], change, extend, double):
    attempt(call)
match Color(2):
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")  # expect: green
print(Enum("Animal", "CAT DOG").DOG, [m.value for m in Enum("Z", {"A": 5})])
# expect: Animal.DOG [5]
