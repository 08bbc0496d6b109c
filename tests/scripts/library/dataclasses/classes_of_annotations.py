from dataclasses import (FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass,
                         replace)


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)


p = Point(1)
print(p, p == Point(1), p == Point(2), Point(1, y=2).tags is p.tags, [f.name for f in fields(p)])
print(asdict(Point(1, 2, [p])), astuple(p), replace(p, y=9), is_dataclass(Point), Point.__match_args__)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", repr=False)

    def __post_init__(self):
        if self.major < 0:
            raise ValueError("negative")


print(sorted([Version(2), Version(1, 5)]), Version(1) < Version(1, 1), hash(Version(1)) == hash(Version(1)))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def freeze():
    Version(1).major = 2


def mutable():
    @dataclass
    class Bad:
        x: list = []


def order():
    @dataclass
    class Bad:
        x: int = 1
        y: int


for call in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(1, z=2), freeze, mutable, order,
             lambda: Version(-1), lambda: hash(p), lambda: p < p):
    attempt(call)
print(issubclass(FrozenInstanceError, AttributeError))


@dataclass
class Point3(Point):
    z: int = 5


@dataclass(kw_only=True, slots=True)
class Options:
    depth: int = 1
    name: str


print(Point3(1, 2), Point3(1, 2, [], 3).z, Options(name="n"))
attempt(lambda: Options("n"))
match Point(3, 4):
    case Point(x=3, y=why):
        print(why)

# expect: Point(x=1, y=0, tags=[]) True False False ['x', 'y', 'tags']
# expect: {'x': 1, 'y': 2, 'tags': [{'x': 1, 'y': 0, 'tags': []}]} (1, 0, []) Point(x=1, y=9, tags=[]) True ('x', 'y', 'tags')
# expect: [Version(major=1, minor=5), Version(major=2, minor=0)] True True
# expect: TypeError Point.__init__() missing 1 required positional argument: 'x'
# expect: TypeError Point.__init__() takes from 2 to 4 positional arguments but 5 were given
# expect: TypeError Point.__init__() got an unexpected keyword argument 'z'
# expect: FrozenInstanceError cannot assign to field 'major'
# expect: ValueError mutable default <class 'list'> for field x is not allowed: use default_factory
# expect: TypeError non-default argument 'y' follows default argument
# expect: ValueError negative
# expect: TypeError unhashable type: 'Point'
# expect: TypeError '<' not supported between instances of 'Point' and 'Point'
# expect: True
# expect: Point3(x=1, y=2, tags=[], z=5) 3 Options(depth=1, name='n')
# expect: TypeError Options.__init__() takes 1 positional argument but 2 were given
# expect: 4
