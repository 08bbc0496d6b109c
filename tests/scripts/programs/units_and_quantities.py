# Quantities with dimensions: parsing, conversion, arithmetic by operators, metaclass registry, formats.
import math
import operator
import re
from collections import Counter
from functools import lru_cache, reduce, total_ordering
from itertools import chain

PREFIXES = {"k": 1e3, "M": 1e6, "G": 1e9, "c": 1e-2, "m": 1e-3, "u": 1e-6, "n": 1e-9, "": 1}


class DimensionError(TypeError):
    def __init__(self, what, a, b):
        super().__init__(f"cannot {what} {a or 'a number'} and {b or 'a number'}")


class Dimension(tuple):
    """Sorted pairs of a base and its power."""

    def __new__(cls, powers=()):
        pairs = powers.items() if isinstance(powers, dict) else powers
        return super().__new__(cls, sorted((b, p) for b, p in pairs if p))

    def __mul__(self, other):
        total = Counter(dict(self))
        for base, power in other:
            total[base] += power
        return Dimension(total)

    def __pow__(self, n):
        return Dimension((b, p * n) for b, p in self)

    def __truediv__(self, other):
        return self * other**-1

    def __str__(self):
        parts = [[f"{b}^{abs(p)}" if abs(p) != 1 else b for b, p in self if (p > 0) == up] for up in (True, False)]
        return "*".join(parts[0]) + "".join("/" + p for p in parts[1])


class UnitMeta(type):
    registry = {}

    def __new__(mcs, name, bases, namespace, symbol=None, prefixes=True):
        cls = super().__new__(mcs, name, bases, namespace)
        if symbol:
            for prefix, factor in (PREFIXES if prefixes else {"": 1}).items():
                mcs.registry.setdefault(prefix + symbol, (cls, factor))
            cls.symbol = symbol
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)

    def __rmul__(cls, number):
        return Quantity(number * cls.factor, cls.dimension)

    def __repr__(cls):
        return f"<unit {getattr(cls, 'symbol', '?')}>"


class Unit(metaclass=UnitMeta):
    dimension, factor = Dimension(), 1.0


def base(name, symbol, **more):
    return UnitMeta(name, (Unit,), {"dimension": Dimension({symbol: 1})}, symbol=symbol, **more)


Metre, Second, Ampere = base("Metre", "m"), base("Second", "s"), base("Ampere", "A")


class Gram(Unit, symbol="g"):
    dimension, factor = Dimension({"kg": 1}), 1e-3


class Minute(Second, symbol="min", prefixes=False):
    factor = 60.0


class Hour(Minute, symbol="h", prefixes=False):
    factor = 60 * Minute.factor


class Newton(Unit, symbol="N"):
    dimension = Dimension({"kg": 1, "m": 1, "s": -2})


class Joule(Unit, symbol="J"):
    dimension = Newton.dimension * Metre.dimension


class Watt(Unit, symbol="W"):
    dimension = Joule.dimension / Second.dimension


class Volt(Unit, symbol="V"):
    dimension = Watt.dimension / Ampere.dimension


class Mile(Metre, symbol="mi", prefixes=False):
    factor = 1609.344


@lru_cache(maxsize=64)
def parse_unit(text):
    factor, dimension = 1.0, Dimension()
    if text:
        for sign, symbol, power in re.findall(r"([*/]?)([A-Za-z]+)(?:\^(-?\d+))?", text):
            try:
                cls, prefix = UnitMeta.registry[symbol]
            except KeyError:
                raise ValueError(f"no unit {symbol!r}") from None
            n = int(power or 1) * (-1 if sign == "/" else 1)
            factor *= (prefix * cls.factor) ** n
            dimension *= cls.dimension**n
    return factor, dimension


@total_ordering
class Quantity:
    __slots__ = ("value", "dimension")
    __match_args__ = ("value", "dimension")

    def __init__(self, value, dimension=Dimension()):
        object.__setattr__(self, "value", float(value))
        object.__setattr__(self, "dimension", dimension)

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} is immutable")

    @classmethod
    def parse(cls, text):
        found = re.fullmatch(r"\s*([-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?)\s*([A-Za-z*/^\d-]*)\s*", text)
        if not found:
            raise ValueError(f"no quantity: {text!r}")
        factor, dimension = parse_unit(found[2])
        return cls(float(found[1]) * factor, dimension)

    def to(self, unit):
        factor, dimension = parse_unit(unit)
        if dimension != self.dimension:
            raise DimensionError("convert", self.dimension, dimension)
        return self.value / factor

    def same(self, other, what):
        other = other if isinstance(other, Quantity) else Quantity(other)
        if other.dimension != self.dimension:
            raise DimensionError(what, self.dimension, other.dimension)
        return other

    def __add__(self, other):
        return Quantity(self.value + self.same(other, "add").value, self.dimension)

    __radd__ = __add__

    def __sub__(self, other):
        return Quantity(self.value - self.same(other, "subtract").value, self.dimension)

    def __mul__(self, other):
        match other:
            case Quantity(value, dimension):
                return Quantity(self.value * value, self.dimension * dimension)
            case int() | float():
                return Quantity(self.value * other, self.dimension)
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return other * self**-1

    def __pow__(self, n):
        return Quantity(self.value**n, self.dimension**n)

    def __neg__(self):
        return Quantity(-self.value, self.dimension)

    def __abs__(self):
        return Quantity(abs(self.value), self.dimension)

    def __eq__(self, other):
        return isinstance(other, Quantity) and (self.value, self.dimension) == (other.value, other.dimension)

    def __lt__(self, other):
        return self.value < self.same(other, "compare").value

    def __hash__(self):
        return hash((self.value, self.dimension))

    def __bool__(self):
        return bool(self.value)

    def __float__(self):
        if self.dimension:
            raise DimensionError("make a float of", self.dimension, "")
        return self.value

    def __round__(self, n=0):
        return Quantity(round(self.value, n), self.dimension)

    def __format__(self, spec):
        number, _, unit = spec.partition("@")
        return f"{format(self.to(unit) if unit else self.value, number or 'g')} {unit or self.dimension}".strip()

    def __repr__(self):
        return f"Q({self:.6g})"


q = Quantity.parse
speed = q("90 km/h")
print(speed, f"{speed:.2f@km/h}", f"{speed:.3f@mi/h}", speed * q("20 min"), q("1 kWh") if "kWh" in UnitMeta.registry else q("1 kW*h"))
print(3 * Newton * q("2 m"), 5 * Hour, (q("230 V") * q("2 A")).to("kW"), 1 / q("50 1".replace(" 1", "")), 1 / (20 * Metre / q("1 s")))
print(sum([q("1 m"), q("20 cm"), q("3 mm")], Quantity(0, Metre.dimension)), max(q("1 mi"), q("1.6 km")), sorted([q("1 h"), q("59 min"), q("3601 s")]))
print(q("2 m") ** 3, abs(-q("4 g")), q("1 km") == 1000 * Metre, len({q("1 km"), q("1000 m"), q("1 m")}), bool(q("0 s")), round(q("2.567 s"), 1))
print(repr(Metre), repr(Unit), Newton.dimension, Watt.dimension == q("1 J/s").dimension, Dimension({"a": 0}) == (), str(Volt.dimension), Hour.factor)
print(float(q("3 km") / q("1500 m")), math.sqrt(q("9 m") / q("1 m")), q("1 m/s^2") * q("70 kg") + q("1 N"), q("-2e3 mm^2").to("cm^2"))
for wrong in (lambda: q("1 m") + q("1 s"), lambda: q("1 m") < 5, lambda: q("1 m") + 1, lambda: q("5 parsec"), lambda: q("five m"), lambda: q("1 h").to("m"),
              lambda: float(q("1 m")), lambda: q("1 m") * "x", lambda: setattr(q("1 m"), "value", 2), lambda: q("1 m") @ 2, lambda: q("1 s") ** "2"):
    try:
        print(wrong())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, "|", e)
match q("12 km"):
    case Quantity(value, (("m", 1),)) if value > 1e4:
        print("far", value)
    case Quantity():
        print("near")
falls = [(t / 2, 0.5 * q("9.81 m/s^2") * (t / 2 * Second) ** 2) for t in range(6)]
print([f"{t}:{d:.2f@m}" for t, d in falls], reduce(operator.add, (d for _, d in falls)), all(a < b for (_, a), (_, b) in zip(falls, falls[1:])))
table = {f"{n}{u}": q(f"{n} {u}") for n in (1, 2.5) for u in ("km", "min", "mg", "uA", "GW")}
print(*(f"{k}={v!r}" for k, v in table.items()), parse_unit.cache_info().hits > 5)
kinds = Counter(str(v.dimension) for v in chain(table.values(), [speed, speed * speed]))
print(kinds.most_common(), len(UnitMeta.registry), sorted(s for s in UnitMeta.registry if s.endswith("min") or s == "h"))
energy = q("80 kg") * speed**2 / 2
print(f"{energy:.3f@kJ}", f"{energy:,.0f}", f"{energy / q('2 kW'):.4f@s}", str(energy).replace("e+", "E"), hash(energy) == hash(energy * 1.0))
