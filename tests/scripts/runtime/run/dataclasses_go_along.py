import dataclasses
from dataclasses import dataclass, field

import scriptling.runtime as runtime


@dataclass
class Point:
    x: int
    y: int = 2
    tags: list = field(default_factory=list)


@dataclass(frozen=True, order=True, slots=True)
class Key:
    name: str
    number: int = 0


@dataclass
class Named(Point):
    name: str = "n"


def work():
    p = Point(1)
    p.tags.append("t")
    try:
        Key("k").name = "other"
    except dataclasses.FrozenInstanceError as error:
        frozen = str(error)
    return [dataclasses.asdict(p), dataclasses.astuple(Point(3)), Point(1).tags,
            [f.name for f in dataclasses.fields(Named)], repr(Named(1)),
            dataclasses.replace(p, x=5).x, Key("a") < Key("b"), {Key("a"): 1}[Key("a")],
            frozen, dataclasses.is_dataclass(Point),
            Point.__dataclass_fields__["x"].default is dataclasses.MISSING]


expected = [{"x": 1, "y": 2, "tags": ["t"]}, (3, 2, []), [], ["x", "y", "tags", "name"],
            "Named(x=1, y=2, tags=[], name='n')", 5, True, 1, "cannot assign to field 'name'",
            True, True]


def late(results):
    return list(results)


print(work() == expected)  # expect: True
print(runtime.run(work).get() == expected)  # expect: True
print(runtime.gather(runtime.run(work), runtime.run(work)) == [expected] * 2)  # expect: True
print(runtime.race(runtime.run(work)) == expected)  # expect: True
print(runtime.run(lambda: runtime.run(work).get()).get() == expected)  # expect: True


def task():
    return [dataclasses.asdict(Point(1)), [f.name for f in dataclasses.fields(Named)],
            repr(Named(1)), Key("a") < Key("b")]


print(runtime.background("task", task).get())
# expect: [{'x': 1, 'y': 2, 'tags': []}, ['x', 'y', 'tags', 'name'], "Named(x=1, y=2, tags=[], name='n')", True]
print(runtime.supervise("often", task, restart="never").get() == task())  # expect: True
print(runtime.background("here", task, shared=True).get() == task())  # expect: True
