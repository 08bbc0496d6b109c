# Payroll: contracts over time, holidays, working days, overtime, tax in steps, rounding, payslips.
import datetime as dt
import json
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import KW_ONLY, InitVar, asdict, dataclass, field, replace
from enum import Enum
from functools import cache, partial
from itertools import accumulate, groupby, takewhile
from math import ceil, floor, isclose
from typing import Iterator

DAY = dt.timedelta(days=1)


class Money(int):
    """Cents; keeps its kind in arithmetic, and rounds halves to even."""

    @classmethod
    def of(cls, value):
        if isinstance(value, str):
            found = re.fullmatch(r"(-?)(\d+)(?:[.,](\d{1,2}))?", value.replace("'", ""))
            if not found:
                raise ValueError(f"no amount: {value!r}")
            cents = int(found[2]) * 100 + int((found[3] or "0").ljust(2, "0"))
            return cls(-cents if found[1] else cents)
        return cls(round(value * 100))

    def __add__(self, other):
        return Money(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other):
        return Money(int(self) - int(other))

    def __neg__(self):
        return Money(-int(self))

    def __mul__(self, factor):
        return Money(round(int(self) * factor))

    __rmul__ = __mul__

    def split(self, parts):
        """Shares that add up, the larger first."""
        each, rest = divmod(int(self), parts)
        return [Money(each + (n < rest)) for n in range(parts)]

    def __str__(self):
        sign = "-" if self < 0 else ""
        whole, cents = divmod(abs(int(self)), 100)
        return f"{sign}{whole:,}.{cents:02}".replace(",", "'")

    def __format__(self, spec):
        return format(str(self), spec)

    def __repr__(self):
        return f"Money({str(self)!r})"


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


@cache
def holidays(year):
    sunday = easter(year)
    fixed = {dt.date(year, m, d): name for m, d, name in [(1, 1, "New Year"), (5, 1, "Labour"), (12, 25, "Christmas"), (12, 26, "Boxing")]}
    return fixed | {sunday - 2 * DAY: "Good Friday", sunday + DAY: "Easter Monday", sunday + 39 * DAY: "Ascension", sunday + 50 * DAY: "Whit"}


def days(first, last) -> Iterator[dt.date]:
    return takewhile(lambda d: d <= last, (first + n * DAY for n in range(10**6)))


def is_working(day):
    return day.weekday() < 5 and day not in holidays(day.year)


def month_ends(first, last):
    for (year, month), group in groupby(days(first, last), key=lambda d: (d.year, d.month)):
        group = list(group)
        yield f"{year}-{month:02}", group[0], group[-1]


class Kind(Enum):
    MONTHLY = "monthly"
    HOURLY = "hourly"


@dataclass(frozen=True)
class Contract:
    since: dt.date
    kind: Kind
    rate: Money
    _: KW_ONLY
    hours: float = 40.0
    until: dt.date = dt.date.max

    def covers(self, day):
        return self.since <= day <= self.until


@dataclass
class Person:
    name: str
    contracts: list = field(default_factory=list)
    absences: dict = field(default_factory=dict)
    first_rate: InitVar[str | None] = None

    def __post_init__(self, first_rate):
        if first_rate is not None:
            self.sign(Contract(dt.date(2024, 1, 1), Kind.HOURLY, Money.of(first_rate)))

    def sign(self, contract):
        if self.contracts and self.contracts[-1].until >= contract.since:
            self.contracts[-1] = replace(self.contracts[-1], until=contract.since - DAY)
        self.contracts.append(contract)

    def contract(self, day):
        at = bisect_right(self.contracts, day, key=lambda c: c.since)
        return next((c for c in reversed(self.contracts[:at]) if c.covers(day)), None)


STEPS = [(0, 0.0), (1000_00, 0.14), (3000_00, 0.24), (6000_00, 0.42)]


def tax(gross):
    total = 0
    for (low, rate), (high, _) in zip(STEPS, [*STEPS[1:], (10**12, 0)]):
        total += max(0, min(gross, high) - low) * rate
    return Money(round(total))


@dataclass
class Slip:
    person: str
    month: str
    lines: list = field(default_factory=list)

    def add(self, text, amount):
        self.lines.append((text, amount))

    @property
    def gross(self):
        return sum((a for _, a in self.lines), Money(0))

    @property
    def net(self):
        return self.gross - tax(self.gross) - self.gross * 0.1

    def __str__(self):
        rows = [*self.lines, ("gross", self.gross), ("tax", -tax(self.gross)), ("insurance", -(self.gross * 0.1)), ("net", self.net)]
        return "\n".join([f"{self.person}, {self.month}", *(f"  {text:<28}{amount:>12}" for text, amount in rows)])


def pay(person, month, first, last, clock):
    slip = Slip(person.name, month)
    working = [d for d in days(first, last) if is_working(d)]
    for contract, group in groupby(working, key=person.contract):
        group = list(group)
        if contract is None:
            continue
        unpaid = sum(person.absences.get(d) == "unpaid" for d in group)
        if contract.kind is Kind.MONTHLY:
            slip.add(f"salary {len(group) - unpaid}/{len(working)} days", contract.rate * ((len(group) - unpaid) / len(working)))
            continue
        hours = {d: clock(person.name, d) for d in group if d not in person.absences}
        slip.add(f"{sum(hours.values()):.2f} h at {contract.rate}", contract.rate * sum(hours.values()))
        for week, ds in groupby(sorted(hours), key=lambda d: d.isocalendar().week):
            extra = sum(hours[d] for d in ds) - contract.hours
            if extra > 0:
                slip.add(f"week {week}: {extra:.2f} h extra", contract.rate * (extra * 0.25))
    return slip


def clock(name, day):
    return 7.5 + (day.toordinal() * len(name)) % 7 / 4


print([str(easter(y)) for y in (2000, 2024, 2038)], {str(d): n for d, n in sorted(holidays(2024).items())}["2024-05-20"], len(holidays(2025)))
print(sum(map(is_working, days(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))), [m for m, _, _ in month_ends(dt.date(2023, 11, 15), dt.date(2024, 2, 2))])
ann, bob = Person("Ann", first_rate="25.50"), Person("Bobby")
ann.sign(Contract(dt.date(2024, 2, 12), Kind.MONTHLY, Money.of("4'300")))
bob.sign(Contract(dt.date(2024, 1, 15), Kind.MONTHLY, Money.of(2999.99), hours=20))
bob.absences = {d: "unpaid" for d in days(dt.date(2024, 3, 4), dt.date(2024, 3, 6))} | {dt.date(2024, 3, 7): "sick"}
slips = [pay(p, *m, clock) for m in month_ends(dt.date(2024, 1, 1), dt.date(2024, 3, 31)) for p in (ann, bob)]
print(*slips[:4], slips[-1], sep="\n")
totals = defaultdict(Money)
for slip in slips:
    totals[slip.person] += slip.net
print({k: str(v) for k, v in totals.items()}, sum(totals.values(), Money(0)), [str(m) for m in accumulate(s.gross for s in slips)])
print(json.dumps(asdict(bob.contracts[0]), default=lambda o: getattr(o, "value", str(o))), ann.contract(dt.date(2023, 1, 1)), ann.contract(dt.date(2024, 2, 11)).kind)
print(Money.of("12,5"), Money.of("-0.05"), Money.of("1'234.00") * 1.5, Money(100).split(3), -Money(5), f"{Money(123456):>12}|", Money(5) * 0.5, Money(15) * 0.5)
for bad in ("12.345", "", "1e5", "--1"):
    try:
        Money.of(bad)
    except ValueError as e:
        print(e)
print(isclose(0.1 + 0.2, 0.3), floor(-2.5), ceil(2.1), round(2.5), round(-0.5), round(1234.5678, -2), [str(tax(g * 1000_00)) for g in (0, 1, 2, 5, 9)])
due = partial(dt.datetime.strftime, dt.datetime(2024, 2, 29, 23, 59, 59, 5))
print(due("%d.%m.%y %H:%M:%S.%f %p %j %U %w %% %b"), dt.date(2024, 2, 29).replace(month=3).isoformat(), dt.date(2021, 1, 3).isocalendar())
ages = [((dt.date(2024, 3, 1) - born).days // 365.2425, born.strftime("%A")) for born in (dt.date(2000, 2, 29), dt.date(1999, 12, 31))]
print(ages, (dt.datetime(2024, 3, 10, 12) - dt.datetime(2024, 2, 28, 18, 30)).total_seconds() / 3600, dt.timedelta(weeks=1.5, minutes=-3))
