# Cellular automata: life on sets, on a torus, rules by number, and an ant; patterns compared.
from collections import Counter, defaultdict, deque
from itertools import chain, islice, product
from textwrap import dedent


class Life:
    def __init__(self, cells=()):
        self.cells = frozenset(cells)
        self.age = 0

    @classmethod
    def parse(cls, text):
        rows = dedent(text).strip("\n").splitlines()
        return cls((x, y) for y, row in enumerate(rows) for x, c in enumerate(row) if c in "#O*")

    def neighbours(self, cell):
        x, y = cell
        return ((x + dx, y + dy) for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)

    def step(self):
        near = Counter(chain.from_iterable(map(self.neighbours, self.cells)))
        self.cells = frozenset(c for c, n in near.items() if n == 3 or n == 2 and c in self.cells)
        self.age += 1
        return self

    def __iter__(self):
        while True:
            yield self.cells
            self.step()

    @property
    def box(self):
        xs, ys = zip(*self.cells) if self.cells else ((0,), (0,))
        return min(xs), min(ys), max(xs), max(ys)

    def normal(self):
        left, top, _, _ = self.box
        return frozenset((x - left, y - top) for x, y in self.cells)

    def __or__(self, other):
        return type(self)(self.cells | other.cells)

    def moved(self, dx, dy):
        return type(self)((x + dx, y + dy) for x, y in self.cells)

    def __str__(self):
        left, top, right, bottom = self.box
        return "\n".join("".join(".#"[(x, y) in self.cells] for x in range(left, right + 1))
                         for y in range(top, bottom + 1))

    def __len__(self):
        return len(self.cells)


class Torus(Life):
    size = (8, 8)

    def neighbours(self, cell):
        width, height = self.size
        return ((x % width, y % height) for x, y in super().neighbours(cell))


def period(life, most=40):
    """(steps before it repeats, length of the circle, whether it moved)"""
    seen = {}
    for n, cells in enumerate(islice(life, most)):
        shape = Life(cells).normal()
        if shape in seen:
            first, before = seen[shape]
            return first, n - first, before != cells
        seen[shape] = n, cells
    return None


PATTERNS = {
    "block": "##\n##",
    "blinker": "###",
    "toad": ".###\n###.",
    "glider": ".#.\n..#\n###",
    "r-pentomino": ".##\n##.\n.#.",
    "acorn": ".#.....\n...#...\n##..###",
    "ship": """
        .#..#
        #....
        #...#
        ####.
        """,
}
for name, text in PATTERNS.items():
    life = Life.parse(text)
    print(f"{name:12} {len(life)} {period(Life(life.cells), 16)}", *str(life.step()).split("\n"))

glider = Life.parse(PATTERNS["glider"])
for _ in range(3):
    for _ in range(4):
        glider.step()
    print(glider.age, glider.box, glider.normal() == Life.parse(PATTERNS["glider"]).normal())
pair = Life.parse(PATTERNS["glider"]) | Life.parse(PATTERNS["block"]).moved(7, 7)
sizes = [len(cells) for cells in islice(pair, 25)]
print(sizes, pair.age, hash(pair.cells) == hash(frozenset(sorted(pair.cells))))
wrapped = Torus.parse(PATTERNS["glider"])
trail = [min(cells) for cells in islice(wrapped, 33)]
print(trail[::4], wrapped.normal() == Life.parse(PATTERNS["glider"]).normal(), type(wrapped | glider).__name__)
chaos = Life.parse(PATTERNS["r-pentomino"])
history = deque(maxlen=5)
for cells in islice(chaos, 30):
    history.append((len(cells), Life(cells).box))
print(list(history), max(len(c) for c in (chaos.cells, glider.cells)))


def rule(number, width=31, steps=12, start=None):
    cells = start or 1 << width // 2
    for _ in range(steps):
        yield f"{cells:0{width}b}".replace("0", " ").replace("1", "#").rstrip()
        around = lambda k: sum((cells >> ((k + d) % width) & 1) << (d + 1) for d in (-1, 0, 1))
        cells = sum((number >> around(k) & 1) << k for k in range(width))


for number in (30, 90, 110):
    print(f"rule {number}", *rule(number, steps=8), sep="\n|")
print([row.count("#") for row in rule(184, 16, 10, 0b1101101001110100)])


class Ant:
    turns = {"R": 1j, "L": -1j}

    def __init__(self, program):
        self.program, self.at, self.facing = program, 0j, -1j
        self.grid = defaultdict(int)

    def walk(self, steps):
        for _ in range(steps):
            colour = self.grid[self.at]
            self.facing *= self.turns[self.program[colour]]
            self.grid[self.at] = (colour + 1) % len(self.program)
            self.at += self.facing
        return self


for program in ("RL", "LLRR", "RLR"):
    ant = Ant(program).walk(400)
    counts = Counter(ant.grid.values())
    print(program, ant.at, ant.facing, sorted(counts.items()), len(ant.grid), max(abs(z) for z in ant.grid) < 40)
flat = sorted((z.imag, z.real) for z, colour in Ant("RL").walk(106).grid.items() if colour)
print(len(flat), flat[0], flat[-1])
canvas = [[" "] * 12 for _ in range(6)]
for y, x in flat:
    if 0 <= y + 2 < 6 and 0 <= x + 5 < 12:
        canvas[int(y) + 2][int(x) + 5] = "o"
print("\n".join("".join(row).rstrip() for row in canvas))
turned = [list(column)[::-1] for column in zip(*canvas)]
print(len(turned), len(turned[0]), sum(row.count("o") for row in turned) == sum(row.count("o") for row in canvas))
