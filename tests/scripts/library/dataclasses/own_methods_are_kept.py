from dataclasses import dataclass, field, fields, InitVar, KW_ONLY
from typing import Optional


@dataclass
class Version:
    major: int
    minor: int = 0

    def __init__(self, text: str):
        self.major, self.minor = map(int, text.split("."))


v = Version("3.11")
print(v, v.major + v.minor, v == Version("3.11"), [f.name for f in fields(Version)])
# expect: Version(major=3, minor=11) 14 True ['major', 'minor']


@dataclass
class Tags:
    names: tuple = ()

    def __init__(self, *names):
        self.names = names

    def __repr__(self):
        return "/".join(self.names)

    def __eq__(self, other):
        return True


print(Tags("a", "b", "c"), Tags() == 5)  # expect: a/b/c True


@dataclass
class Documented:
    a: int
    b: Optional[int] = None
    c: list = field(default_factory=list)
    d: "int" = 1
    e: InitVar[int] = 3
    _: KW_ONLY
    f: dict[str, int] = None


print(Documented.__doc__)
# expect: Documented(a: int, b: Optional[int] = None, c: list = <factory>, d: 'int' = 1, e: dataclasses.InitVar[int] = 3, *, f: dict[str, int] = None)
