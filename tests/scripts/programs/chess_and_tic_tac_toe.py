# Games searched: tic-tac-toe by minimax, chess moves counted on a small board, knights, sudoku.
from __future__ import annotations

from collections import Counter, deque
from functools import cache
from itertools import chain, product, starmap
from operator import add

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    return next((board[a] for a, b, c in LINES if board[a] != "." and board[a] == board[b] == board[c]), None)


@cache
def best(board, player):
    """(value for x, move), the first among equals."""
    if won := winner(board):
        return (1 if won == "x" else -1), None
    free = [n for n, c in enumerate(board) if c == "."]
    if not free:
        return 0, None
    options = [(best(board[:n] + player + board[n + 1:], "xo"[player == "x"])[0], n) for n in free]
    return max(options, key=lambda o: (o[0], -o[1])) if player == "x" else min(options)


def play(board="." * 9, player="x"):
    while not winner(board) and "." in board:
        _, move = best(board, player)
        board = board[:move] + player + board[move + 1:]
        player = "xo"[player == "x"]
        yield board


class Position:
    """Chess pieces on a board of any size; enough rules to count moves."""

    slides = {"R": [(0, 1), (1, 0), (0, -1), (-1, 0)], "B": [(1, 1), (1, -1), (-1, 1), (-1, -1)]}
    slides["Q"] = slides["R"] + slides["B"]
    jumps = {"N": [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)], "K": slides["Q"]}

    def __init__(self, rows, white=True):
        self.rows = tuple(rows)
        self.white = white

    @classmethod
    def read(cls, text):
        rows = []
        placement, turn = text.split()
        for row in placement.split("/"):
            rows.append("".join("." * int(c) if c.isdigit() else c for c in row))
        return cls(rows, turn == "w")

    def __str__(self):
        def squeeze(row):
            empty = 0
            for c in row + "!":
                if c == ".":
                    empty += 1
                    continue
                if empty:
                    yield str(empty)
                    empty = 0
                if c != "!":
                    yield c
        return "/".join("".join(squeeze(row)) for row in self.rows) + (" w" if self.white else " b")

    def __getitem__(self, at):
        y, x = at
        if 0 <= y < len(self.rows) and 0 <= x < len(self.rows[0]):
            return self.rows[y][x]
        return "#"

    def own(self, piece):
        return piece.isalpha() and piece.isupper() == self.white

    def enemy(self, piece):
        return piece.isalpha() and piece.isupper() != self.white

    def raw_moves(self):
        for y, x in product(range(len(self.rows)), range(len(self.rows[0]))):
            piece = self[y, x]
            if not self.own(piece):
                continue
            kind = piece.upper()
            if kind == "P":
                step = -1 if self.white else 1
                if self[y + step, x] == ".":
                    yield (y, x), (y + step, x)
                for side in (-1, 1):
                    if self.enemy(self[y + step, x + side]):
                        yield (y, x), (y + step, x + side)
            for dy, dx in self.jumps.get(kind, ()):
                if self[y + dy, x + dx] == "." or self.enemy(self[y + dy, x + dx]):
                    yield (y, x), (y + dy, x + dx)
            for dy, dx in self.slides.get(kind, ()):
                ny, nx = y + dy, x + dx
                while self[ny, nx] == ".":
                    yield (y, x), (ny, nx)
                    ny, nx = ny + dy, nx + dx
                if self.enemy(self[ny, nx]):
                    yield (y, x), (ny, nx)

    def after(self, move):
        (y1, x1), (y2, x2) = move
        rows = [list(row) for row in self.rows]
        piece, rows[y1][x1] = rows[y1][x1], "."
        if piece in "Pp" and y2 in (0, len(rows) - 1):
            piece = "Q" if piece == "P" else "q"
        rows[y2][x2] = piece
        return Position(map("".join, rows), not self.white)

    def king_can_be_taken(self):
        return any(self[end] in "Kk" for _, end in self.raw_moves())

    def moves(self):
        return [m for m in self.raw_moves() if not self.after(m).king_can_be_taken()]

    def count(self, depth):
        if depth == 0:
            return 1
        return sum(self.after(move).count(depth - 1) for move in self.moves())

    def mated(self):
        passed = Position(self.rows, not self.white)
        return not self.moves() and ("mate" if passed.king_can_be_taken() else "stalemate")


def knight_distance(size, start):
    far = {start: 0}
    queue = deque([start])
    while queue:
        y, x = queue.popleft()
        for dy, dx in Position.jumps["N"]:
            at = y + dy, x + dx
            if at not in far and 0 <= at[0] < size > at[1] >= 0:
                far[at] = far[y, x] + 1
                queue.append(at)
    return far


class Sudoku:
    peers = {(r, c): {(r, k) for k in range(4)} | {(k, c) for k in range(4)} |
             {(r // 2 * 2 + i, c // 2 * 2 + j) for i in range(2) for j in range(2)}
             for r in range(4) for c in range(4)}

    def __init__(self, text):
        self.cells = {divmod(n, 4): c for n, c in enumerate(text)}
        self.tried = 0

    def options(self, at):
        return sorted(set("1234") - {self.cells[p] for p in self.peers[at] if p != at})

    def solve(self):
        empty = [at for at, c in self.cells.items() if c == "."]
        if not empty:
            yield "".join(self.cells.values())
            return
        at = min(empty, key=lambda a: len(self.options(a)))
        for digit in self.options(at):
            self.tried += 1
            self.cells[at] = digit
            yield from self.solve()
            self.cells[at] = "."


boards = list(play("xo.......", "x"))
print(len(boards), boards[-1], winner(boards[-1]), best("x" + "." * 4 + "o" + "...", "x"), best.cache_info().currsize)
print(*(boards[-1][n:n + 3] for n in (0, 3, 6)), sep="\n")
print(Counter(best("xo" + "".join(p) + "." * (7 - len(p)), "x")[0] for p in (".x", "o.", "xo", ".o")))
small = Position.read("rnbqk/ppppp/5/5/PPPPP/RNBQK w")
print(small, small.count(1), small.count(2), len(small.after(small.moves()[0]).moves()))
ending = Position.read("k3/2R1/K3/4 b")
print(ending.mated(), Position.read("k3/8/8/8 w").rows[1], Position.read("k2R/2/K3/4 b".replace("/2/", "/4/")).mated(), Position.read("3k/3P/3K/4 b").mated())
promoted = Position.read("1k2/P3/4/K3 w")
print(sorted({str(promoted.after(m)) for m in promoted.moves()}), [str(promoted.after(m)) for m in promoted.moves() if m[1][0] == 0])
far = knight_distance(6, (0, 0))
print(max(far.values()), Counter(far.values()), "".join(str(far[y, x]) for y, x in product(range(6), repeat=2)))
puzzle = Sudoku("1.....3..4.....2")
solutions = list(puzzle.solve())
print(solutions, puzzle.tried, len(list(Sudoku("1..............2").solve())))


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


moves = list(hanoi(6))
pegs = {"A": list(range(6, 0, -1)), "B": [], "C": []}
for a, c in moves:
    assert not pegs[c] or pegs[c][-1] > pegs[a][-1]
    pegs[c].append(pegs[a].pop())
print(len(moves), pegs, "".join(moves[:8]), Counter(moves).most_common(2))
spiral, grid = [], [list(range(r * 5, r * 5 + 5)) for r in range(4)]
while grid:
    spiral += grid.pop(0)
    grid = [list(row) for row in zip(*grid)][::-1]
print(spiral, list(starmap(add, zip(spiral, spiral[1:])))[:5], sum(chain(spiral)))
