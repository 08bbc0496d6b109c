# Exact cover by dancing links; Sudoku, pentomino tilings, queens and Latin squares are put in those terms.
from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Hashable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice, product
from typing import ClassVar, Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Cell:
    __slots__ = ("left", "right", "up", "down", "column", "row")

    def __init__(self, column=None, row=None):
        self.left = self.right = self.up = self.down = self
        self.column, self.row = column, row

    def beside(self, other):
        self.left, self.right = other.left, other
        other.left.right = other.left = self

    def above(self, other):
        self.up, self.down = other.up, other
        other.up.down = other.up = self

    def walk(self, way):
        at = getattr(self, way)
        while at is not self:
            yield at
            at = getattr(at, way)


class Column(Cell):
    __slots__ = ("name", "size")

    def __init__(self, name):
        super().__init__()
        self.name, self.size, self.column = name, 0, self

    def __repr__(self):
        return f"<{self.name}: {self.size}>"


class NoSolution(Exception):
    pass


class Cover(Generic[T]):
    def __init__(self, needed: Iterable[T], optional: Iterable[T] = ()):
        self.head = Cell()
        self.columns: dict[T, Column] = {}
        self.steps = 0
        for name in chain(needed, [None], optional):
            if name is None:
                primary = len(self.columns)
                continue
            column = self.columns[name] = Column(name)
            if "primary" not in locals():
                column.beside(self.head)

    def add(self, row, names: Iterable[T]):
        first = None
        for name in names:
            column = self.columns[name]
            cell = Cell(column, row)
            cell.above(column)
            column.size += 1
            if first is None:
                first = cell
            else:
                cell.beside(first)
        return first

    @staticmethod
    def cover(column):
        column.left.right, column.right.left = column.right, column.left
        for row in column.walk("down"):
            for cell in row.walk("right"):
                cell.up.down, cell.down.up = cell.down, cell.up
                cell.column.size -= 1

    @staticmethod
    def uncover(column):
        for row in column.walk("up"):
            for cell in row.walk("left"):
                cell.up.down = cell.down.up = cell
                cell.column.size += 1
        column.left.right = column.right.left = column

    @contextmanager
    def chosen(self, cell):
        covered = [c.column for c in chain([cell], cell.walk("right"))]
        for column in covered:
            self.cover(column)
        try:
            yield cell.row
        finally:
            for column in reversed(covered):
                self.uncover(column)

    def solve(self) -> Generator[list, None, None]:
        self.steps += 1
        columns = list(self.head.walk("right"))
        if not columns:
            yield []
            return
        best = min(columns, key=lambda c: c.size)
        for cell in list(best.walk("down")):
            with self.chosen(cell) as row:
                for rest in self.solve():
                    yield [row, *rest]

    def one(self):
        for answer in self.solve():
            return answer
        raise NoSolution(f"after {self.steps} steps")


@dataclass
class Sudoku:
    cells: str
    box: ClassVar[dict[int, tuple[int, int]]] = {16: (2, 2), 36: (2, 3), 81: (3, 3)}

    def __post_init__(self):
        self.cells = "".join(self.cells.split()).replace(".", "0")
        if len(self.cells) not in self.box:
            raise ValueError(f"{len(self.cells)} cells?")

    @cached_property
    def side(self):
        return int(len(self.cells) ** 0.5)

    def needs(self, r, c, d):
        h, w = self.box[len(self.cells)]
        return ("cell", r, c), ("row", r, d), ("col", c, d), ("box", r // h * h + c // w, d)

    def cover(self):
        n = range(self.side)
        names = dict.fromkeys(x for r, c, d in product(n, n, range(1, self.side + 1)) for x in self.needs(r, c, d))
        cover = Cover(names)
        for (r, c), given in zip(product(n, n), map(int, self.cells)):
            for d in [given] if given else range(1, self.side + 1):
                cover.add((r, c, d), self.needs(r, c, d))
        return cover

    def solved(self, rows):
        out = bytearray(len(self.cells))
        for r, c, d in rows:
            out[r * self.side + c] = 48 + d
        return type(self)(out.decode())

    def __str__(self):
        h, w = self.box[len(self.cells)]
        lines = []
        for r in range(self.side):
            row = self.cells[r * self.side:(r + 1) * self.side].replace("0", ".")
            lines.append("|".join(row[i:i + w] for i in range(0, self.side, w)))
            if r % h == h - 1 and r + 1 < self.side:
                lines.append("+".join("-" * w for _ in range(self.side // w)))
        return "\n".join(lines)

    def valid(self):
        n = self.side
        want = set(map(str, range(1, n + 1)))
        rows = [self.cells[i * n:i * n + n] for i in range(n)]
        return all(set(line) == want for line in chain(rows, zip(*rows)))


PIECES = {"I": "0000", "L": "000/0", "T": "000/ 0", "S": " 00/00", "O": "00/00"}


@lru_cache(maxsize=None)
def turns(shape):
    points = {(r, c) for r, line in enumerate(shape.split("/")) for c, mark in enumerate(line) if mark == "0"}
    seen = set()
    for flip in (1, -1):
        at = {(r, c * flip) for r, c in points}
        for _ in range(4):
            at = {(c, -r) for r, c in at}
            r0, c0 = min(r for r, _ in at), min(c for _, c in at)
            seen.add(tuple(sorted((r - r0, c - c0) for r, c in at)))
    return tuple(sorted(seen))


def tile(height, width, counts):
    cells = list(product(range(height), range(width)))
    copies = [f"{name}{i}" for name, n in counts.items() for i in range(n)]
    cover = Cover([*cells, *copies])
    for copy in copies:
        for shape in turns(PIECES[copy[0]]):
            for r, c in cells:
                placed = [(r + y, c + x) for y, x in shape]
                if all(p in cover.columns for p in placed):
                    cover.add((copy, tuple(placed)), [copy, *placed])
    return cover


def picture(rows, height, width):
    grid = [["?"] * width for _ in range(height)]
    for copy, placed in rows:
        for r, c in placed:
            grid[r][c] = copy[0]
    return [*map("".join, grid)]


def queens(n):
    diagonals = [(k, s) for k in "/\\" for s in range(-n, 2 * n)]
    cover = Cover([(k, i) for k in "rc" for i in range(n)], diagonals)
    for r, c in product(range(n), repeat=2):
        cover.add((r, c), [("r", r), ("c", c), ("/", r + c), ("\\", r - c)])
    return cover


def main():
    knuth = Cover("abcdefg")
    for n, letters in enumerate(["ceg", "adg", "bcf", "adf", "bg", "deg"], 1):
        knuth.add(n, letters)
    print(list(knuth.columns.values()))
    print(list(knuth.solve()), knuth.steps, list(knuth.columns.values())[0], len(list(knuth.head.walk("left"))))
    knuth = Cover("abcdefg")
    for n, letters in enumerate(["ce", "adg", "bcf", "adf", "bg", "deg"], 1):
        knuth.add(n, letters)
    print([[*sorted(x)] for x in knuth.solve()], [list(map(str, c.walk("down")))[:0] for c in knuth.columns.values()][:1])
    small = Sudoku("1... ..3. .4.. ...2")
    answers = [small.solved(rows) for rows in small.cover().solve()]
    print(len(answers), [a.cells for a in answers][:3], all(a.valid() for a in answers))
    print(small, answers[0], sep="\n\n")
    six = Sudoku("1....6 ..6... .3.... ....3. ...6.. 6....2".replace(" ", "\n"))
    count = sum(1 for _ in islice(six.cover().solve(), 12))
    print("six:", count)
    nine = Sudoku("53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79")
    cover = nine.cover()
    done = nine.solved(cover.one())
    print(done, done.valid(), cover.steps, len(cover.columns), sep="\n")
    for bad in ("11.. .... .... ....", "123"):
        try:
            print(Sudoku(bad).cover().one())
        except (NoSolution, ValueError) as e:
            print(type(e).__name__, e)
    print({name: len(turns(shape)) for name, shape in PIECES.items()})
    for size, counts in [((2, 4), {"O": 2}), ((4, 4), {"L": 4}), ((4, 5), {"I": 1, "L": 2, "S": 1, "O": 1}), ((4, 5), {"T": 1, "I": 1, "L": 1, "S": 1, "O": 1})]:
        cover = tile(*size, counts)
        first = next(cover.solve(), None)
        print(size, counts, cover.steps, *(picture(first, *size) if first else ["impossible"]))
    print([len(list(queens(n).solve())) for n in range(1, 6)])
    print(min(sorted(rows) for rows in queens(6).solve()), Counter(len(c.name) for c in queens(4).columns.values()))


main()
