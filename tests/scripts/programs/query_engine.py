# Queries over lists of dataclasses: expressions built by operators, joins, groups, windows, a plan that is explained and run.
from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, make_dataclass, replace
from datetime import date
from enum import Enum
from functools import partial
from itertools import accumulate, chain, groupby, islice
from statistics import fmean
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Genre(Enum):
    CRIME = "crime"
    POETRY = "poetry"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class Author:
    id: int
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    title: str
    author: int
    genre: Genre
    year: int
    price: float = 9.5


@dataclass(frozen=True, slots=True)
class Loan:
    book: str
    day: date
    reader: str


class Missing:
    """Sorts before everything and makes every sum unknown, like NULL."""
    _one = None

    def __new__(cls):
        cls._one = cls._one or super().__new__(cls)
        return cls._one

    def __bool__(self):
        return False

    def __repr__(self):
        return "NULL"

    def _unknown(self, *_):
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __lt__ = __gt__ = __le__ = __ge__ = _unknown
    __eq__ = object.__eq__
    __hash__ = object.__hash__


NULL = Missing()


class Expr:
    def __init__(self, text, evaluate):
        self.text, self.evaluate = text, evaluate

    def __call__(self, row):
        return self.evaluate(row)

    def __repr__(self):
        return self.text

    def named(self, name):
        return Expr(name, self.evaluate)

    def map(self, function, name=None):
        return Expr(f"{name or function.__name__}({self})", lambda row: function(self(row)))

    def isin(self, *values):
        return Expr(f"{self} in {values!r}", lambda row: self(row) in values)

    def __invert__(self):
        return Expr(f"not {self}", lambda row: not self(row))


def lift(value):
    return value if isinstance(value, Expr) else Expr(repr(value), lambda row: value)


def binary(function, sign, swapped=False):
    def method(self, other):
        left, right = (lift(other), self) if swapped else (self, lift(other))
        return Expr(f"({left} {sign} {right})", lambda row: function(left(row), right(row)))
    return method


for name, sign in {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "mod": "%", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}.items():
    setattr(Expr, f"__{name}__", binary(getattr(operator, name), sign))
    if name in ("add", "sub", "mul", "truediv"):
        setattr(Expr, f"__r{name}__", binary(getattr(operator, name), sign, True))
Expr.__and__ = binary(lambda a, b: a and b, "and")
Expr.__or__ = binary(lambda a, b: a or b, "or")
Expr.__hash__ = object.__hash__


class _Columns:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def read(row):
            match row:
                case {**items} if name in items:
                    value = items[name]
                case _ if hasattr(row, name):
                    value = getattr(row, name)
                case _:
                    raise LookupError(f"no column {name!r} in {type(row).__name__}")
            return NULL if value is None else value
        return Expr(name, read)


c = _Columns()


class Aggregate(NamedTuple):
    name: str
    expr: Expr
    fold: Any

    def __call__(self, rows):
        values = [v for v in map(self.expr, rows) if v is not NULL]
        return self.fold(values) if values or self.fold in (len, sum) else NULL


def _aggregate(name, fold):
    return lambda expr=lift(1): Aggregate(f"{name}({expr})", lift(expr), fold)


count, total, mean, largest, first, listed = (_aggregate(*pair) for pair in {
    "count": len, "sum": sum, "avg": fmean, "max": max, "first": operator.itemgetter(0), "list": list}.items())


@dataclass
class Query(Generic[T]):
    source: Iterable[T]
    label: str = "scan"
    below: Query | None = None

    def __iter__(self) -> Iterator[T]:
        self.calls = getattr(self, "calls", 0) + 1
        return iter(self.source() if callable(self.source) else self.source)

    def then(self, label, rows, *args) -> Query:
        return Query(partial(rows, *args), label, self)

    def where(self, *tests):
        def rows():
            return (row for row in self if all(t(row) for t in tests))
        return self.then(f"filter {' and '.join(map(repr, tests))}", rows)

    def select(self, *columns, **named):
        exprs = {e.text: e for e in columns} | {k: lift(e) for k, e in named.items()}
        return self.then(f"project {', '.join(exprs)}", lambda: ({k: e(row) for k, e in exprs.items()} for row in self))

    def join(self, other, on, left=False):
        mine, theirs = on
        names = [f.name for f in fields(other[0])] if is_dataclass(other[0]) else list(other[0])

        def rows():
            index = defaultdict(list)
            for row in other:
                index[theirs(row)].append(as_dict(row))
            for row in self:
                key = mine(row)
                for match in index.get(key, [dict.fromkeys(names)] if left else []):
                    yield match | as_dict(row)
        return self.then(f"{'left ' if left else ''}hash join {mine} = {theirs}", rows)

    def group(self, *keys, **aggregates):
        def rows():
            groups = defaultdict(list)
            for row in self:
                groups[tuple(k(row) for k in keys)].append(row)
            for values, members in groups.items():
                yield {k.text: v for k, v in zip(keys, values)} | {n: a(members) for n, a in aggregates.items()}
        return self.then(f"group by {list(keys)} {[a.name for a in aggregates.values()]}", rows)

    def order(self, *keys):
        def rows():
            result = list(self)
            for key in reversed(keys):
                expr, down = key if isinstance(key, tuple) else (key, False)
                result.sort(key=lambda row: ((v := expr(row)) is not NULL, 0 if v is NULL else v), reverse=down)
            return result
        return self.then(f"sort {', '.join(f'{k[0]} down' if isinstance(k, tuple) else str(k) for k in keys)}", rows)

    def window(self, name, expr, over, step=operator.add):
        def rows():
            for _, members in groupby(self, key=over):
                one = list(members)
                for row, value in zip(one, accumulate(map(expr, one), step)):
                    yield as_dict(row) | {name: value}
        return self.then(f"window {name} over {over}", rows)

    def __getitem__(self, part):
        if isinstance(part, slice):
            return self.then(f"limit {part.start or 0}..{part.stop}", lambda: islice(self, part.start, part.stop, part.step))
        return next(islice(self, part, None))

    def __or__(self, other):
        return self.then("union", lambda: {tuple(as_dict(r).items()): r for r in chain(self, other)}.values())

    def into(self, name):
        rows = list(map(as_dict, self))
        made = make_dataclass(name, [(k, type(v)) for k, v in rows[0].items()], frozen=True)
        return [made(**row) for row in rows]

    def explain(self, depth=0):
        yield f"{'  ' * depth}{self.label}"
        if self.below:
            yield from self.below.explain(depth + 1)


def as_dict(row):
    return dict(row) if isinstance(row, dict) else {f.name: getattr(row, f.name) for f in fields(row)}


def show(query):
    for row in query:
        print("  ", " | ".join(f"{v:.2f}" if isinstance(v, float) else v.value if isinstance(v, Enum) else str(v) for v in as_dict(row).values()))


authors = [Author(1, "Ines", "PT"), Author(2, "Olaf", "NO"), Author(3, "Mary"), Author(4, "Ravi", "IN")]
books = [Book("Fog", 1, Genre.CRIME, 1999), Book("Salt", 1, Genre.POETRY, 2004, 7.25), Book("Ice", 2, Genre.CRIME, 2011, 12.0), Book("Rails", 2, Genre.TRAVEL, 2004, 15.0),
         Book("Moor", 3, Genre.CRIME, 1987, 4.0), Book("Lost", 9, Genre.TRAVEL, 2020, 11.0)]
loans = [Loan(b, date(2024, m, d), r) for b, m, d, r in [("Fog", 1, 5, "x"), ("Ice", 1, 7, "y"), ("Fog", 2, 1, "z"), ("Moor", 2, 2, "x"), ("Fog", 3, 9, "x"), ("Salt", 3, 9, "y")]]

dear = Query(books, "books").where(c.price * 1.1 > 10, ~c.genre.isin(Genre.POETRY)).order((c.year, True), c.title)
print(*dear.explain(), sep="\n")
show(dear)
print([b.title for b in dear[1:3]], dear[0].title, dear.calls, [b.title for b in Query(books).where((c.year < 2000) | (c.year % 10 == 1))])
joined = Query(books, "books").join(authors, (c.author, c.id), left=True)
show(joined.select(c.title, c.name, c.country, net=c.price / 1.19).order(c.name, (c.title, True)))
stats = joined.group(c.country, n=count(), value=total(c.price), mean=mean(c.price), titles=listed(c.title), newest=largest(c.year)).order((c.n, True), c.country)
print(*stats.explain(), sep="\n")
show(stats)
busy = Query(loans).join(books, (c.book, c.title)).join(authors, (c.author, c.id)).order(c.name, c.day).window("so_far", lift(1), c.name).window("earned", c.price * 0.1, c.name)
show(busy.select(c.name, c.book, c.day.map(date.isoformat, "iso"), c.so_far, c.earned))
months = Query(loans).group(c.day.map(lambda d: d.month, "month").named("month"), loans=count(), readers=Aggregate("readers", c.reader, lambda v: "".join(sorted(set(v)))))
print(list(months), [r["loans"] for r in months.where(c.loans > 1)])
print(c.price + 1, 2 * c.price - c.year, (c.a == 1) & ~(c.b != None), c.name.map(str.upper), Aggregate.__name__, count(c.x).name)
rows = stats.into("Stat")
print(rows[0], rows[0] == replace(rows[0]), is_dataclass(rows[0]), [f.type.__name__ for f in fields(rows[0])])
print([r["title"] for r in Query(books).select(c.title) | Query(loans).select(title=c.book)], NULL + 1, NULL is Missing(), bool(NULL < 3), sorted([3, 1], key=lambda v: (v is NULL, v)))
ranks = Query(books).order((c.price, True)).window("rank", lift(1), lift(0)).where(c.rank <= 2).select(c.rank, c.title)
print(list(ranks), list(Query([]).group(c.x, n=count())), Query(books).group(n=count(), least=Aggregate("min", c.price, min))[0])
for wrong in (lambda: list(Query(books).select(c.colour)), lambda: Query([])[0], lambda: list(Query(authors).where(c.country + 1)), lambda: c.__len__(), lambda: list(Query(books).order(c.genre)), lambda: setattr(rows[0], "n", 1)):
    try:
        print(wrong())
    except (LookupError, StopIteration, TypeError, AttributeError) as e:
        print(f"{type(e).__name__}: {e}")
