# Shapes as dataclasses: inheritance, slots, frozen, ordering, replace, visitors, pickled to text and back.
import copy
import json
import math
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import MISSING, FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from functools import cached_property, singledispatch, total_ordering
from operator import attrgetter
from typing import ClassVar, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Point(NamedTuple):
    x: float
    y: float = 0.0

    def __add__(self, other):
        return Point(self.x + other[0], self.y + other[1])

    def __mul__(self, k):
        return Point(self.x * k, self.y * k)

    def turned(self, degrees):
        angle = math.radians(degrees)
        return Point(round(self.x * math.cos(angle) - self.y * math.sin(angle), 9), round(self.x * math.sin(angle) + self.y * math.cos(angle), 9))

    @property
    def length(self):
        return math.hypot(*self)


@dataclass(kw_only=True)
class Style:
    stroke: str = "black"
    width: float = 1
    tags: list[str] = field(default_factory=list)
    _: int = field(default=0, repr=False, compare=False)


@dataclass
class Shape(ABC):
    at: Point
    style: Style = field(default_factory=Style, kw_only=True)
    made: ClassVar[Counter] = Counter()

    def __post_init__(self):
        Shape.made[type(self).__name__] += 1
        self.at = Point(*self.at)

    @property
    @abstractmethod
    def area(self): ...

    def accept(self, visitor):
        for cls in type(self).__mro__:
            method = getattr(visitor, f"visit_{cls.__name__.lower()}", None)
            if method:
                return method(self)
        raise NotImplementedError(type(self).__name__)

    def moved(self, dx, dy):
        return replace(self, at=self.at + (dx, dy))


@dataclass
class Circle(Shape):
    radius: float = 1.0

    @property
    def area(self):
        return math.pi * self.radius**2


@dataclass
class Rectangle(Shape):
    width: float
    height: float = 2.0
    label: str = field(default="", metadata={"json": False})

    def __post_init__(self):
        super().__post_init__()
        if min(self.width, self.height) < 0:
            raise ValueError(f"{type(self).__name__} of {self.width} x {self.height}")

    @property
    def area(self):
        return self.width * self.height


@dataclass
class Square(Rectangle):
    height: float = field(init=False)

    def __post_init__(self):
        self.height = self.width
        super().__post_init__()


@dataclass
class Group(Shape, Generic[T]):
    parts: list[T] = field(default_factory=list)

    @property
    def area(self):
        return sum(p.area for p in self.parts)

    def __iter__(self):
        for part in self.parts:
            yield part
            if isinstance(part, Group):
                yield from part


class Bounds:
    def visit_circle(self, c):
        r = c.radius
        return c.at.x - r, c.at.y - r, c.at.x + r, c.at.y + r

    def visit_rectangle(self, r):
        return *r.at, r.at.x + r.width, r.at.y + r.height

    def visit_group(self, g):
        boxes = [p.accept(self) for p in g.parts]
        lefts, tops, rights, bottoms = zip(*boxes) if boxes else [[0]] * 4
        return min(lefts), min(tops), max(rights), max(bottoms)


class Svg:
    def __init__(self):
        self.depth = 0

    def line(self, tag, **attributes):
        return "  " * self.depth + f"<{tag} " + " ".join(f'{k}="{v:g}"' if isinstance(v, (int, float)) else f'{k}="{v}"' for k, v in attributes.items()) + ">"

    def visit_circle(self, c):
        yield self.line("circle", cx=c.at.x, cy=c.at.y, r=c.radius, stroke=c.style.stroke)

    def visit_shape(self, s):
        yield self.line(type(s).__name__.lower(), x=s.at.x, y=s.at.y, area=s.area)

    def visit_group(self, g):
        yield self.line("g", n=len(g.parts))
        self.depth += 1
        for part in g.parts:
            yield from part.accept(self)
        self.depth -= 1


@singledispatch
def plain(value):
    if is_dataclass(value):
        return {"kind": type(value).__name__} | {f.name: plain(getattr(value, f.name)) for f in fields(value)
                                                 if f.metadata.get("json", True) and f.init and not f.name.startswith("_")}
    return value


@plain.register
def _(value: tuple):
    return list(value)


@plain.register
def _(value: list):
    return [plain(v) for v in value]


KINDS = {cls.__name__: cls for cls in (Circle, Rectangle, Square, Group, Style)}


def build(data):
    match data:
        case {"kind": kind, **rest}:
            return KINDS[kind](**{k: build(v) for k, v in rest.items()})
        case [*items]:
            return [build(i) for i in items]
        case _:
            return data


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Version:
    parts: tuple = ()
    note: str = field(default="", hash=False)

    @classmethod
    def parse(cls, text):
        number, _, note = text.partition("-")
        return cls(tuple(map(int, number.split("."))), note)

    def __eq__(self, other):
        return isinstance(other, Version) and self.key == other.key

    def __lt__(self, other):
        return self.key < other.key if isinstance(other, Version) else NotImplemented

    def __hash__(self):
        return hash(self.key)

    @property
    def key(self):
        parts = self.parts
        while parts and parts[-1] == 0:
            parts = parts[:-1]
        return parts, not self.note, self.note


@dataclass(order=True)
class Task:
    sort_key: tuple = field(init=False, repr=False)
    title: str = field(compare=False)
    urgency: int = 0

    def __post_init__(self):
        self.sort_key = (-self.urgency, self.title.lower())

    @cached_property
    def words(self):
        return self.title.split()


scene = Group(at=(0, 0), parts=[Circle((1, 2), radius=3), Rectangle(Point(5, 5), 2, label="hidden"),
                                Group((9, 9), parts=[Square((4, -4), 1.5, style=Style(stroke="red", tags=["a"])), Circle(Point(0))])])
print(scene.parts[0], scene.parts[1], sep="\n")
print(round(scene.area, 6), scene.accept(Bounds()), [type(s).__name__ for s in scene], dict(Shape.made))
print(*scene.accept(Svg()), sep="\n")
text = json.dumps(plain(scene))
again = build(json.loads(text))
print(len(text), again == scene, again.parts[1].label, again.parts[2].parts[0].style, again is scene)
moved = scene.parts[2].parts[0].moved(1, 1) if False else scene.parts[1].moved(1, 1)
print(moved, moved.style is scene.parts[1].style, moved == scene.parts[1], replace(moved, at=(5, 5)) == scene.parts[1])
deep = copy.deepcopy(scene)
deep.parts[2].parts[0].style.tags.append("b")
print(deep == scene, scene.parts[2].parts[0].style.tags, astuple(scene.parts[0]), asdict(scene.parts[2].parts[0])["style"]["tags"])
for wrong in (lambda: Rectangle((0, 0), -1), lambda: Square((0, 0), 1, 1), lambda: Shape((0, 0)), lambda: Style("red"), lambda: Circle(),
              lambda: replace(Square((0, 0), 2), height=3), lambda: setattr(Version((1,)), "note", "x"), lambda: Version().extra, lambda: Version((1,)) < 3):
    try:
        print(wrong())
    except (TypeError, ValueError, FrozenInstanceError, AttributeError) as e:
        print(type(e).__name__, "|", str(e)[:60].replace("__main__.", ""))
versions = [Version.parse(t) for t in ("1.10", "1.2.0", "1.2", "2.0-beta", "2", "1.2.0-rc1", "0.9.9")]
print([f"{'.'.join(map(str, v.parts))}{'-' * bool(v.note)}{v.note}" for v in sorted(versions)], len(set(versions)), max(versions), versions[1] == versions[2])
tasks = [Task("write tests", 2), Task("Sleep"), Task("eat", 2), Task("answer", 5)]
print(sorted(tasks), max(tasks).title, tasks[0].words, tasks[0] < tasks[1], Task("x") == Task("X"), [f.name for f in fields(Task) if f.compare])
Pair = make_dataclass("Pair", [("left", int), ("right", int, field(default=5))], namespace={"total": lambda self: self.left + self.right}, frozen=True)
print(Pair(1), Pair(1).total(), {Pair(1): "a"}[Pair(1, 5)], [(f.name, f.default is MISSING) for f in fields(Pair)], Pair.__match_args__)
p = Point(3, 4)
print(p.length, p + (1, 1), p * 2, p.turned(90), p._replace(y=0), Point._fields, p == (3, 4), Point(1), sorted([Point(2), Point(1, 9)], key=attrgetter("y")))
