# Double-entry books from a plain text journal: balanced entries, currencies, accruals, trial balance, statements.
import re
import textwrap
from abc import ABC, abstractmethod
from collections import ChainMap, defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import total_ordering
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple, Self

@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    cents: int
    currency: str = "EUR"
    @classmethod
    def parse(cls, text) -> Self:
        m = re.fullmatch(r"(-?)([\d,]+)(?:\.(\d\d))?(?:\s+([A-Z]{3}))?", text.strip())
        if m is None:
            raise ValueError(f"no amount: {text!r}")
        cents = int(m[2].replace(",", "")) * 100 + int(m[3] or 0)
        return cls(-cents if m[1] else cents, m[4] or "EUR")
    def _same(self, other):
        if isinstance(other, Money) and other.currency != self.currency:
            raise TypeError(f"{self.currency} with {other.currency}")
        return isinstance(other, Money)
    def __add__(self, other):
        if other == 0:
            return self
        return Money(self.cents + other.cents, self.currency) if self._same(other) else NotImplemented
    __radd__ = __add__
    __neg__ = lambda self: Money(-self.cents, self.currency)
    __sub__ = lambda self, other: self + -other
    def __mul__(self, ratio):
        whole, rest = divmod(self.cents * ratio[0] * 2 + ratio[1], ratio[1] * 2)
        return Money(whole - (rest == 0 and whole % 2), self.currency)
    def __lt__(self, other):
        return self.cents < other.cents if self._same(other) else NotImplemented
    __bool__ = lambda self: self.cents != 0
    def __format__(self, spec):
        width = int(re.sub(r"\D", "", spec) or 0)
        whole, part = divmod(abs(self.cents), 100)
        text = f"{whole:,}.{part:02}"
        if "(" in spec:
            text = f"({text})" if self.cents < 0 else text + " "
        elif self.cents < 0:
            text = "-" + text
        return f"{text:>{width}}"
    def __str__(self):
        return f"{self:} {self.currency}"

class Kind(Enum):
    ASSET = ("assets", 1)
    LIABILITY = ("liabilities", -1)
    EQUITY = ("equity", -1)
    INCOME = ("income", -1)
    EXPENSE = ("expenses", 1)
    def __init__(self, prefix, sign):
        self.prefix, self.sign = prefix, sign
    @classmethod
    def _missing_(cls, value):
        return next((kind for kind in cls if kind.prefix == value), None)

class Posting(NamedTuple):
    account: str
    amount: Money
    kind = property(lambda self: Kind(self.account.partition(":")[0]))

class LedgerError(Exception):
    def __init__(self, message, line=None):
        super().__init__(message)
        if line is not None:
            self.add_note(f"in line {line}")

class Unbalanced(LedgerError):
    """The postings of an entry are not zero in sum."""

@dataclass(order=True)
class Entry:
    day: date
    number: int
    text: str = field(compare=False)
    postings: list = field(default_factory=list, compare=False, repr=False)
    tags: frozenset = field(default=frozenset(), compare=False)
    def totals(self):
        totals = defaultdict(int)
        for _, amount in self.postings:
            totals[amount.currency] += amount
        return totals
    def check(self, line=None):
        for posting in self.postings:
            try:
                posting.kind
            except ValueError as e:
                raise LedgerError(f"unknown account {posting.account}", line) from e
        if off := [str(m) for m in self.totals().values() if m]:
            raise Unbalanced(f"does not balance: {' and '.join(off)}", line)
        return self

def parse(text):
    """Entries of a journal; one amount of an entry may be left out."""
    entry, missing, begun, errors = None, None, 0, []
    account = ""
    def finish():
        nonlocal entry
        if entry is None:
            return
        done, entry = entry, None
        if missing is not None:
            done.postings[missing:missing] = [Posting(account, -m) for m in done.totals().values() if m]
        try:
            yield done.check(begun)
        except LedgerError as e:
            errors.append(e)
    for number, raw in enumerate(textwrap.dedent(text).splitlines(), 1):
        line = raw.partition(";")[0].rstrip()
        match re.split(r"\s{2,}|\s(?=#)", line.strip()) if line else []:
            case []:
                yield from finish()
            case [head, *tags] if not raw.startswith(" "):
                yield from finish()
                day, _, words = head.partition(" ")
                entry = Entry(date.fromisoformat(day), number, words, tags=frozenset(t[1:] for t in tags))
                missing, begun = None, number
            case [account] if missing is None:
                missing = len(entry.postings)
            case [name, amount]:
                entry.postings.append(Posting(name, Money.parse(amount)))
            case parts:
                errors.append(LedgerError(f"cannot read {parts}", number))
                entry = None
    yield from finish()
    if errors:
        raise ExceptionGroup("the journal has errors", errors)

class Report(ABC):
    title = "report"
    def __init__(self, entries, currency="EUR"):
        self.entries, self.currency = sorted(entries), currency
        self.balances = defaultdict(lambda: Money(0, currency))
        for entry in self.entries:
            for account, amount in entry.postings:
                if amount.currency == currency:
                    self.balances[account] += amount
    def total(self, *kinds):
        return sum((v for k, v in self.balances.items() if Posting(k, v).kind in kinds), Money(0, self.currency))
    @abstractmethod
    def rows(self):
        ...
    def __str__(self):
        lines = [f"{self.title} ({self.currency})".center(48), "=" * 48]
        for row in self.rows():
            match row:
                case None:
                    lines.append("-" * 48)
                case str(head):
                    lines.append(head.upper())
                case label, Money() as amount:
                    lines.append(f"{label:<34}{amount:(14}")
                case label, *amounts:
                    lines.append(f"{label:<20}" + "".join(f"{a:14}" if a else " " * 14 for a in amounts))
        return "\n".join(lines)

class Trial(Report):
    title = "Trial balance"
    def rows(self):
        zero = Money(0, self.currency)
        for name, amount in sorted(self.balances.items()):
            yield name[:20], max(amount, zero), max(-amount, zero)
        yield None
        debit = sum((a for a in self.balances.values() if a.cents > 0), zero)
        yield "total", debit, debit - sum(self.balances.values(), zero)

class Statement(Report):
    sections: tuple = ()
    def __init_subclass__(cls, sections="", **rest):
        super().__init_subclass__(**rest)
        cls.sections = tuple(Kind(s) for s in sections.split())
    def rows(self):
        for kind in self.sections:
            yield kind.prefix
            mine = sorted((k, v) for k, v in self.balances.items() if k.startswith(kind.prefix) and v)
            for group, items in groupby(mine, key=lambda p: p[0].split(":")[1]):
                yield "  " + group, sum((v * (kind.sign, 1) for _, v in items), Money(0, self.currency))
            yield f"total {kind.prefix}", self.total(kind) * (kind.sign, 1)
            yield None
        yield from self.last()
    def last(self):
        profit = self.total(Kind.INCOME, Kind.EXPENSE)
        yield "profit", -profit

class IncomeStatement(Statement, sections="income expenses"):
    title = "Income statement"

class BalanceSheet(Statement, sections="assets liabilities equity"):
    title = "Balance sheet"
    def last(self):
        yield from super().last()
        yield "out of balance", self.total(*Kind)

def register(entries, account):
    hits = [(e, p.amount) for e in entries for p in e.postings if p.account.startswith(account) and p.amount.currency == "EUR"]
    for (entry, amount), total in zip(hits, accumulate(a for _, a in hits)):
        yield f"{entry.day:%d %b} {entry.text[:22]:<22} {amount:12} {total:12}"

JOURNAL = """
    2024-01-02 Founders pay in
      assets:bank:giro  20,000.00
      equity:capital

    2024-01-05 Two laptops  #it #invest
      assets:equipment:it  2,399.80
      liabilities:loans:shop  -1,200.00 ; the rest on credit
      assets:bank:giro
    2024-01-31 Rent
      expenses:rent:office  850.00
      assets:bank:giro
    2024-02-14 Work for Ada  #sale
      assets:bank:giro  5,950.00
      liabilities:tax:vat  -950.00
      income:services:consulting  -5,000.00

    2024-02-20 Work for a customer abroad  #sale
      assets:cash:foreign  1,000.00 USD
      income:services:abroad
    2024-02-10 Books
      expenses:office:books  89.99
      assets:bank:giro
"""

def main():
    entries = list(parse(JOURNAL))
    for e in sorted(entries):
        print(f"{e.day} {e.number:2} {len(e.postings)} {sorted(e.tags)} {e.text}")
    print(entries[1] < entries[0], entries[0], max(entries).text)
    yearly = Money.parse("2,399.80") * (1, 3)
    entries.append(Entry(date(2024, 12, 31), 99, "Wear", [Posting("expenses:wear:it", yearly), Posting("assets:equipment:it", -yearly)]).check())
    for report in (Trial(entries), Trial(entries, "USD"), IncomeStatement(entries), BalanceSheet(entries)):
        print(report)
    print(*register(sorted(entries), "assets:bank"), sep="\n")
    by_month = {m: sum(p.amount.cents for e in g for p in e.postings if p.kind is Kind.EXPENSE) / 100
                for m, g in groupby(sorted(entries), key=attrgetter("day.month"))}
    print(by_month, ChainMap({1: "none"}, by_month)[1])
    print(*[str(Money(c) * (1, 2)) for c in (1, 3, 5, -1, -3, 7)], Money.parse("-1,000.50 USD"), repr(Money(5)))
    broken = """
    2024-03-01 Off by one
      assets:bank  10.00
      expenses:x  -9.99
    2024-03-02 Wrong account
      assets:bank  10.00
      toys:x
    2024-03-03 Two open
      assets:bank
      expenses:y
    2024-03-04 Mixed
      assets:bank  1.00 USD
      expenses:z  -1.00
    """
    try:
        list(parse(broken))
    except* Unbalanced as group:
        print(group, [(str(e), e.__notes__) for e in group.exceptions])
    except* LedgerError as group:
        print(group, [(str(e), *e.__notes__, repr(e.__cause__)) for e in group.exceptions])
    for wrong in (lambda: Money(1) + Money(1, "USD"), lambda: Money.parse("1.5"), lambda: Report([]), lambda: Kind("toys"), lambda: Money(1) < 3, lambda: setattr(Money(1), "cents", 2)):
        try:
            print(wrong())
        except (TypeError, ValueError, AttributeError) as e:
            print(type(e).__name__, e)

main()
