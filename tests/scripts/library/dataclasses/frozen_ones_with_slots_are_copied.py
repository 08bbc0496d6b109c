from copy import copy, deepcopy
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    rest: list


p = Point(1, [2])
print(copy(p), copy(p).rest is p.rest)  # expect: Point(x=1, rest=[2]) True
print(deepcopy(p), deepcopy(p).rest is p.rest)  # expect: Point(x=1, rest=[2]) False
