# Text on a page: wrapped and justified paragraphs, columns, boxes, a ruled table with spans, calendars, page breaks.
import re
import textwrap
from collections import namedtuple
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum, auto
from functools import lru_cache, partialmethod, reduce
from io import StringIO
from itertools import chain, cycle, islice, zip_longest


class Align(StrEnum):
    LEFT = auto()
    RIGHT = auto()
    CENTRE = auto()
    FILL = auto()

    def __call__(self, words, width, last=False):
        line = " ".join(words)
        match self:
            case Align.RIGHT:
                return line.rjust(width)
            case Align.CENTRE:
                return line.center(width).rstrip()
            case Align.FILL if len(words) > 1 and not last:
                gaps, spare = len(words) - 1, width - sum(map(len, words))
                each, more = divmod(spare, gaps)
                return "".join(w + " " * (each + (n < more)) for n, w in enumerate(words[:-1])) + words[-1]
        return line


def break_lines(words, width):
    """Line breaks by the least sum of squared spare room, the last line being free."""
    if not words:
        return []
    lengths = [len(w) for w in words]

    @lru_cache(maxsize=None)
    def best(start):
        if start == len(words):
            return 0, ()
        found, used = None, -1
        for end in range(start, len(words)):
            used += 1 + lengths[end]
            if used > width and end > start:
                break
            rest, cuts = best(end + 1)
            cost = rest + (0 if end + 1 == len(words) else (width - used) ** 2)
            if found is None or cost < found[0]:
                found = cost, (end + 1, *cuts)
        return found
    start, lines = 0, []
    for end in best(0)[1]:
        lines.append(words[start:end])
        start = end
    return lines


def paragraph(text, width=40, align=Align.LEFT, indent=0, first=""):
    lines = break_lines(text.split(), width - indent)
    pad = " " * indent
    for n, words in enumerate(lines):
        lead = first.rjust(indent) if n == 0 and first else pad
        yield lead + align(words, width - indent, n == len(lines) - 1)


def beside(*blocks, gap=3):
    blocks = [list(b) for b in blocks]
    widths = [max(map(len, b), default=0) for b in blocks]
    for row in zip_longest(*blocks, fillvalue=""):
        yield (" " * gap).join(cell.ljust(w) for cell, w in zip(row, widths)).rstrip()


def columns(lines, count, gap=2):
    lines = list(lines)
    height = -(-len(lines) // count)
    return beside(*(lines[i:i + height] for i in range(0, len(lines), height)), gap=gap)


Style = namedtuple("Style", "corner side bar", defaults=["+", "-", "|"])
STYLES = {"plain": Style(), "dots": Style(".", ".", ":"), "double": Style("#", "=", "H")}


def box(lines: Iterable[str], title="", style=Style()):
    lines = list(lines)
    width = max(chain(map(len, lines), [len(title) + 2]))
    yield f"{style.corner}{f' {title} ' if title else '':{style.side}^{width + 2}}{style.corner}"
    yield from (f"{style.bar} {line:<{width}} {style.bar}" for line in lines)
    yield style.corner + style.side * (width + 2) + style.corner


@dataclass
class Cell:
    text: str
    span: int = 1
    align: str = "<"

    @classmethod
    def of(cls, value):
        match value:
            case Cell():
                return value
            case bool():
                return cls("yes" if value else "no", align="^")
            case int():
                return cls(f"{value:,}", align=">")
            case float():
                return cls(f"{value:,.2f}", align=">")
            case None:
                return cls("-", align="^")
            case (text, int(span)):
                return cls(text, span, "^")
            case date():
                return cls(f"{value:%d %b %Y}")
        return cls(str(value))


@dataclass
class Table:
    head: tuple
    rows: list = field(default_factory=list)

    def add(self, *values):
        cells = list(map(Cell.of, values))
        if (got := sum(c.span for c in cells)) != len(self.head):
            raise ValueError(f"{got} columns of {len(self.head)}")
        self.rows.append(cells)
        return self

    def widths(self):
        widths = [len(h) for h in self.head]
        for row in sorted(self.rows, key=lambda r: max(c.span for c in r)):
            at = 0
            for cell in row:
                part = slice(at, at + cell.span)
                lack = len(cell.text) - sum(widths[part]) - 3 * (cell.span - 1)
                for i in islice(cycle(range(*part.indices(len(widths)))), max(0, lack)):
                    widths[i] += 1
                at = part.stop
        return widths

    def lines(self):
        widths = self.widths()
        rule = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
        yield rule
        yield "|" + "|".join(f" {h:^{w}} " for h, w in zip(self.head, widths)) + "|"
        yield rule.replace("-", "=")
        for row in self.rows:
            out, at = [], 0
            for cell in row:
                width = sum(widths[at:at + cell.span]) + 3 * (cell.span - 1)
                out.append(f" {cell.text:{cell.align}{width}} ")
                at += cell.span
            yield f"|{'|'.join(out)}|"
        yield rule


@lru_cache
def month(year, number, first=0, marked=frozenset()):
    start = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1)
    names = "Mo Tu We Th Fr Sa Su".split()
    lines = [f"{start:%B %Y}".center(27).rstrip(), "".join(f" {n} " for n in names[first:] + names[:first]).rstrip()]
    cells = ["    "] * ((start.weekday() - first) % 7)
    for day in range((after - start).days):
        text = str(day + 1)
        cells.append(f"[{text:>2}]" if day + 1 in marked else f" {text:>2} ")
    for at in range(0, len(cells), 7):
        lines.append("".join(cells[at:at + 7]).rstrip())
    return tuple(lines)


def easter(year):
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    p, q = divmod(h + n - 7 * ((a + 11 * h + 22 * n) // 451) + 114, 31)
    return date(year, p, q + 1)


class Printer:
    def __init__(self, height=24, width=60):
        self.out, self.height, self.width = StringIO(), height, width
        self.page, self.line, self.depth = 0, 0, 0

    def put(self, lines, keep=False):
        lines = list(lines)
        if keep and self.line + len(lines) > self.height:
            self.feed()
        for line in lines:
            if self.line == self.height:
                self.feed()
            if self.line == 0:
                self.page += 1
                self.line = 1
                print(f"{'report':<{self.width - 8}}page {self.page:>3}", file=self.out)
            print("  " * self.depth + line, file=self.out)
            self.line += 1

    def feed(self):
        if self.line:
            self.out.write("\f\n")
            self.line = 0

    block = partialmethod(put, keep=True)

    @contextmanager
    def section(self, title):
        self.block([title, "~" * len(title)])
        self.depth += 1
        try:
            yield self
        finally:
            self.depth -= 1
            self.block([""])


TEXT = """The bridge was built in a single summer by people who had never built one before, and it has
stood for two hundred years, which says something about bridges, or about people, or about summers."""


def main():
    printer = Printer()
    with printer.section("Paragraphs"):
        printer.put(beside(paragraph(TEXT, 26), paragraph(TEXT, 26, Align.FILL)))
        printer.put(paragraph(TEXT[:64], 40, Align.RIGHT))
        printer.put(paragraph(TEXT[:90], 40, Align("centre")))
        with printer.section("Lists"):
            for mark, text in zip(("1.", "2.", "10."), re.split(r",\s", TEXT)):
                printer.block(paragraph(text, 34, indent=4, first=f"{mark} "))
    greedy, tuned = textwrap.wrap(TEXT, 31), [" ".join(w) for w in break_lines(TEXT.split(), 31)]
    printer.put([f"{sum((31 - len(line)) ** 2 for line in lines[:-1])} in {len(lines)} lines" for lines in (greedy, tuned)])
    table = Table(("name", "born", "sum", "ok", "share"))
    table.add("Ada", date(1815, 12, 10), 1234567, True, 0.5).add(("no data for this one at all, sadly enough", 4), None).add("Bob", None, -5, False, 1e6)
    table.add(("left", 2), Cell("right", 3, ">"))
    printer.block(table.lines())
    try:
        table.add("too", "few")
    except ValueError as e:
        printer.block(box([str(e)], "error", STYLES["double"]))
    feasts = {easter(2024) + timedelta(days=n): name for n, name in [(-2, "Good Friday"), (0, "Easter"), (39, "Ascension"), (50, "Whit Monday")]}
    marks = {m: frozenset(d.day for d in feasts if d.month == m) for m in (3, 4, 5)}
    printer.block(beside(month(2024, 3, 0, marks[3]), month(2024, 5, 0, marks[5]), gap=4))
    printer.block(box(columns([f"{d:%a %d.%m.} {name}" for d, name in feasts.items()], 2), "feasts", STYLES["dots"]))
    printer.block(month(2023, 2, first=6))
    print(printer.out.getvalue(), end="")
    print([f"{easter(y):%d.%m.}" for y in range(1998, 2008)], month.cache_info().currsize, month(2024, 3, 0, marks[3]) is month(2024, 3, 0, marks[3]))
    print(list(columns(map(str, range(7)), 3)), list(box([], "")), break_lines([], 5), break_lines(["toolongword", "a"], 4), repr(Align.FILL), f"{Align.LEFT!s:>6}", Align.LEFT == "left")
    print(textwrap.shorten(TEXT, 40, placeholder=" [more]"), textwrap.indent("a\n\nb", "> ").split("\n"), printer.page, reduce(lambda a, b: max(a, len(b)), printer.out.getvalue().splitlines(), 0))


main()
