# Quantities with units: dimensions as vectors, operators, descriptors that hold fields to a dimension, a parser, formats.
from __future__ import annotations

import math
import operator
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, reduce, singledispatchmethod, total_ordering
from typing import ClassVar

BASES = ("m", "kg", "s", "A", "K", "mol", "cd")
SUPER = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

class DimensionError(TypeError):
    def __init__(self, left, right, doing="match"):
        super().__init__(f"{left or '1'} does not {doing} {right or '1'}")
        self.left, self.right = left, right

class Dimension(tuple):
    __slots__ = ()

    def __new__(cls, *powers):
        return super().__new__(cls, (*powers, *[0] * (len(BASES) - len(powers))))

    @classmethod
    def base(cls, name):
        return cls(*(int(b == name) for b in BASES))

    def __mul__(self, other):
        return Dimension(*map(operator.add, self, other))

    def __truediv__(self, other):
        return Dimension(*map(operator.sub, self, other))

    def __pow__(self, n):
        powers = [p * n for p in self]
        if any(p != int(p) for p in powers):
            raise DimensionError(self, f"a power of {n}", "have")
        return Dimension(*map(int, powers))

    def __bool__(self):
        return any(self)

    def __str__(self):
        return "·".join(b + (str(p).translate(SUPER) if p != 1 else "") for b, p in zip(BASES, self) if p)

ONE = Dimension()

@dataclass(frozen=True)
class Unit:
    symbol: str
    factor: float
    dimension: Dimension
    offset: float = 0.0
    derived: bool = False
    known: ClassVar[dict[str, Unit]] = {}
    prefixes: ClassVar[dict[str, float]] = {"k": 1e3, "M": 1e6, "m": 1e-3, "c": 1e-2, "µ": 1e-6, "n": 1e-9}

    def __class_getitem__(cls, symbol):
        if symbol in cls.known:
            return cls.known[symbol]
        prefix, rest = symbol[:1], symbol[1:]
        if prefix in cls.prefixes and (unit := cls.known.get(rest)) and not (unit.offset or unit.derived):
            return cls.define(symbol, unit.factor * cls.prefixes[prefix], unit.dimension, derived=True)
        near = sorted(cls.known, key=lambda s: (sum((Counter(s) - Counter(symbol)).values()) + abs(len(s) - len(symbol)), s))
        raise LookupError(f"no unit {symbol!r}; perhaps {near[0]!r}")

    @classmethod
    def define(cls, symbol, factor, dimension, offset=0.0, **more):
        return cls.known.setdefault(symbol, cls(symbol, factor, dimension, offset, **more))

    def __rmul__(self, number):
        return Quantity((number + self.offset) * self.factor, self.dimension)

    def __rmatmul__(self, quantity):
        """quantity @ unit is the bare number in that unit."""
        if not isinstance(quantity, Quantity):
            return NotImplemented
        if quantity.dimension != self.dimension:
            raise DimensionError(quantity.dimension, self.dimension)
        return quantity.value / self.factor - self.offset

for name in BASES:
    Unit.define(name, 1.0, Dimension.base(name))
M, KG, S = (Dimension.base(n) for n in ("m", "kg", "s"))
for symbol, factor, dimension, *offset in [
        ("g", 1e-3, KG), ("t", 1e3, KG), ("min", 60, S), ("h", 3600, S), ("d", 86400, S), ("l", 1e-3, M ** 3), ("N", 1, KG * M / S ** 2),
        ("J", 1, KG * M ** 2 / S ** 2), ("W", 1, KG * M ** 2 / S ** 3), ("Pa", 1, KG / M / S ** 2), ("Hz", 1, ONE / S), ("ft", 0.3048, M),
        ("mi", 1609.344, M), ("lb", 0.45359237, KG), ("°C", 1, Dimension.base("K"), 273.15), ("°F", 5 / 9, Dimension.base("K"), 459.67), ("m/s", 1, M / S), ("%", 0.01, ONE)]:
    Unit.define(symbol, factor, dimension, *offset)

@total_ordering
class Quantity:
    __slots__ = ("value", "dimension")
    __match_args__ = ("value", "dimension")

    def __init__(self, value, dimension=ONE):
        object.__setattr__(self, "value", float(value))
        object.__setattr__(self, "dimension", dimension)

    def __setattr__(self, name, value):
        raise AttributeError(f"a quantity is fixed, {name} too")

    @classmethod
    @cache
    def parse(cls, text):
        m = re.fullmatch(r"\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(.*)", text)
        if m is None:
            raise ValueError(f"no quantity: {text!r}")
        parts = re.findall(r"([*/·]?)\s*([^\W\d]+|[°%]\w*)(?:\^?(-?\d+))?", m[2])
        if len(parts) == 1 and Unit[parts[0][1]].offset:
            return float(m[1]) * Unit[parts[0][1]]
        steps = [(operator.truediv if sign == "/" else operator.mul, (1 * Unit[unit]) ** int(power or 1)) for sign, unit, power in parts]
        return reduce(lambda q, step: step[0](q, step[1]), steps, cls(m[1]))

    def _pair(self, other, doing):
        other = other if isinstance(other, Quantity) else Quantity(other)
        if other.dimension != self.dimension:
            raise DimensionError(self.dimension, other.dimension, doing)
        return other.value

    @singledispatchmethod
    def __mul__(self, other):
        return NotImplemented

    @__mul__.register(int)
    @__mul__.register(float)
    def _(self, other):
        return Quantity(self.value * other, self.dimension)

    __rmul__ = __mul__

    def __truediv__(self, other):
        match other:
            case Quantity(value, dimension):
                return Quantity(self.value / value, self.dimension / dimension)
            case int() | float():
                return Quantity(self.value / other, self.dimension)
        return NotImplemented

    def __rtruediv__(self, number):
        return Quantity(number) / self if isinstance(number, (int, float)) else NotImplemented

    def __pow__(self, n):
        return Quantity(self.value ** n, self.dimension ** n)

    def __eq__(self, other):
        if not isinstance(other, (Quantity, int, float)):
            return NotImplemented
        other = other if isinstance(other, Quantity) else Quantity(other)
        return self.dimension == other.dimension and math.isclose(self.value, other.value, rel_tol=1e-9)

    def __lt__(self, other):
        return self.value < self._pair(other, "order with") and self != other

    def __hash__(self):
        return hash((self.dimension, f"{self.value:.8e}"))

    def __float__(self):
        return self._pair(1, "become a number like") * self.value

    def __format__(self, spec):
        number, _, unit = spec.partition("|")
        if not unit:
            return f"{self.value:{number or 'g'}} {self.dimension}".rstrip()
        return f"{self @ Unit[unit]:{number or 'g'}} {unit}"

    def __str__(self):
        return format(self)

    def __repr__(self):
        return f"Quantity.parse('{self}')"

def _signed(name, doing):
    def method(self, other):
        return Quantity(getattr(operator, name)(self.value, self._pair(other, doing)), self.dimension)
    method.__name__ = method.__qualname__ = f"__{name}__"
    return method

for name, doing in (("add", "add to"), ("sub", "subtract from")):
    setattr(Quantity, f"__{name}__", _signed(name, doing))
Quantity.__neg__ = lambda self: -1 * self
Quantity.__abs__ = lambda self: Quantity(abs(self.value), self.dimension)

@Quantity.__mul__.register(Quantity)
def _(self, other):
    return Quantity(self.value * other.value, self.dimension * other.dimension)

class Measured:
    """A descriptor: the attribute takes quantities of one dimension, or text of them."""

    def __init__(self, unit, *, least=-math.inf):
        self.unit, self.least = unit, least

    def __set_name__(self, owner, name):
        self.name = "_" + name
        owner.measured = {**getattr(owner, "measured", {}), name: self.unit}

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name)

    def __set__(self, obj, value):
        value = Quantity.parse(value) if isinstance(value, str) else value
        if (number := value @ Unit[self.unit]) < self.least:
            raise ValueError(f"{self.name[1:]}: {number:g} {self.unit} is below {self.least:g}")
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        raise AttributeError(f"{self.name[1:]} stays")

class Body:
    mass = Measured("kg", least=0)
    speed = Measured("m/s")

    def __init__(self, name, mass, speed):
        self.name, self.mass, self.speed = name, mass, speed

    @property
    def energy(self):
        return 0.5 * self.mass * self.speed ** 2

class Thrown(Body):
    height = Measured("m")

    def __init__(self, *args, height="0 m"):
        super().__init__(*args)
        self.height = height

def main():
    print(M, KG * M / S ** 2, repr(str(ONE)), bool(ONE), Dimension.base("K"), M ** -2, M == Dimension(1), hash(M) == hash(Dimension(1)), (M ** 4) ** 0.5)
    walk, drive = Quantity.parse("5 km/h"), Quantity.parse("60 mi/h")
    for q in (walk, drive, drive - walk, abs(walk - drive), drive / walk, 2 / walk, walk ** 2, -walk, 3 * walk * 2.0):
        print(f"{q!s:<22} {q!r}")
    print(f"{drive:.3f|m/s}", f"[{Quantity(0.1234):8.2f|%}]", f"{Quantity.parse('2.5 h'):|min}")
    print(Quantity.parse("1 t"), f"{Quantity.parse('3 µg'):.2e}", f"{Quantity.parse('1013 mPa') / 3:.3f}", Quantity.parse("9.81 m/s^2") * Quantity.parse("70kg"))
    boiling, body = Quantity.parse("100 °C"), Quantity.parse("98.6 °F")
    print(boiling, f"{boiling:.1f|°F}", f"{body:.2f|°C}", f"{body:.3f}", round((boiling @ Unit["°F"]), 6), 0 * Unit["°F"])
    print(Quantity.parse("1 J") == Quantity.parse("1 N*m") == Quantity.parse("1 W*s"), Quantity.parse("1 l") == Quantity.parse("1000 cm^3"),
          Quantity.parse("50 %") == 0.5, Quantity(1, M) == 1, Quantity(1, M) == "1 m", Quantity(1, M) != Quantity(1, S))
    print(len({Quantity.parse(t) for t in ("1 km", "1000 m", "1e6 mm", "1 m")}), sorted(map(Quantity.parse, ("1 mi", "1 km", "5000 ft", "2 m")), reverse=True))
    print(max(Quantity.parse("1 lb"), Quantity.parse("0.5 kg")), walk <= drive, walk >= walk, float(drive / walk), sum([walk, drive], Quantity(0, M / S)))
    faults = [lambda: walk + Quantity(1, M), lambda: walk < Quantity(2, S), lambda: float(walk), lambda: Quantity(2, M) ** 0.5, lambda: walk * "x", lambda: "x" / walk,
              lambda: Quantity.parse("5 kmm"), lambda: Quantity.parse("five m"), lambda: setattr(walk, "value", 2), lambda: f"{walk:|kg}", lambda: walk @ 3, lambda: walk < 3, lambda: Unit["k°C"]]
    for fault in faults:
        try:
            print(fault())
        except (TypeError, LookupError, ValueError, AttributeError) as e:
            print(f"{type(e).__name__}: {e}")
    stone = Thrown("stone", "250 g", "72 km/h", height=12 * Unit["ft"])
    print(stone.mass, stone.speed, f"{stone.height:.2f}", stone.energy, f"{stone.energy:.4f|kJ}", Thrown.measured, Body.measured, Body.mass.unit)
    g = Quantity.parse("9.80665 m/s^2")
    fall = Quantity(math.sqrt(float(2 * stone.height / g / (1 * Unit["s"]) ** 2)), S)
    print(f"falls for {fall:.3f}, lands after {(fall * stone.speed):.2f|ft}, {stone.mass * g * stone.height:.2f|J} more")
    for name, value in [("mass", "-1 kg"), ("mass", "1 m"), ("speed", 3), ("height", "1.5 km")]:
        try:
            setattr(stone, name, value)
            print(name, "is now", getattr(stone, name))
        except (TypeError, ValueError) as e:
            print(f"{type(e).__name__}: {e}")
    try:
        del stone.mass
    except AttributeError as e:
        print(e, sorted(vars(stone)))
    print(Quantity.parse.cache_info().hits > 0, len(Unit.known), Unit["km"], Unit["km"] is Unit["km"])

main()
