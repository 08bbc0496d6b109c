# An editor: a gap buffer and a piece table, commands that undo, marks that move, search and macros.
import bisect
import re
from abc import ABC, abstractmethod
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from functools import singledispatchmethod, wraps
from itertools import accumulate


class GapBuffer:
    def __init__(self, text=""):
        self.left, self.right = list(text), []

    def move(self, at):
        if not 0 <= at <= len(self):
            raise IndexError(f"{at} is outside of 0..{len(self)}")
        while len(self.left) > at:
            self.right.append(self.left.pop())
        while len(self.left) < at:
            self.left.append(self.right.pop())

    def insert(self, at, text):
        self.move(at)
        self.left.extend(text)

    def delete(self, at, n):
        self.move(at)
        gone = [self.right.pop() for _ in range(min(n, len(self.right)))]
        return "".join(gone)

    def __len__(self):
        return len(self.left) + len(self.right)

    def __str__(self):
        return "".join(self.left) + "".join(reversed(self.right))


@dataclass(frozen=True)
class Piece:
    source: str
    start: int
    length: int

    def cut(self, at):
        return Piece(self.source, self.start, at), Piece(self.source, self.start + at, self.length - at)


class PieceTable:
    def __init__(self, text=""):
        self.sources = {"old": text, "new": ""}
        self.pieces = [Piece("old", 0, len(text))] if text else []

    def split(self, at):
        ends = list(accumulate(p.length for p in self.pieces))
        if not 0 <= at <= (ends[-1] if ends else 0):
            raise IndexError(f"{at} is outside of 0..{len(self)}")
        n = bisect.bisect_left(ends, at)
        if n < len(ends) and at > 0 and ends[n] != at:
            self.pieces[n:n + 1] = self.pieces[n].cut(at - (ends[n] - self.pieces[n].length))
        return 0 if at == 0 else n + 1

    def insert(self, at, text):
        n = self.split(at)
        piece = Piece("new", len(self.sources["new"]), len(text))
        self.sources["new"] += text
        if n and (last := self.pieces[n - 1]).source == "new" and last.start + last.length == piece.start:
            self.pieces[n - 1] = Piece("new", last.start, last.length + piece.length)
        elif text:
            self.pieces.insert(n, piece)

    def delete(self, at, n):
        first, last = self.split(at), self.split(min(at + n, len(self)))
        gone = "".join(map(self.text, self.pieces[first:last]))
        del self.pieces[first:last]
        return gone

    def text(self, piece):
        return self.sources[piece.source][piece.start:piece.start + piece.length]

    def __len__(self):
        return sum(p.length for p in self.pieces)

    def __str__(self):
        return "".join(map(self.text, self.pieces))


class Command(ABC):
    @abstractmethod
    def do(self, editor): ...

    @abstractmethod
    def undo(self, editor): ...

    def merge(self, other):
        return None


@dataclass
class Insert(Command):
    at: int
    text: str

    def do(self, editor):
        editor.buffer.insert(self.at, self.text)
        editor.shift(self.at, len(self.text))

    def undo(self, editor):
        editor.buffer.delete(self.at, len(self.text))
        editor.shift(self.at, -len(self.text))

    def merge(self, other):
        match other:
            case Insert(at, text) if at == self.at + len(self.text) and "\n" not in text and len(self.text) < 20:
                return Insert(self.at, self.text + text)


@dataclass
class Delete(Command):
    at: int
    n: int
    gone: str = ""

    def do(self, editor):
        self.gone = editor.buffer.delete(self.at, self.n)
        editor.shift(self.at, -len(self.gone))

    def undo(self, editor):
        editor.buffer.insert(self.at, self.gone)
        editor.shift(self.at, len(self.gone))


@dataclass
class Several(Command):
    commands: list

    def do(self, editor):
        done = []
        try:
            for command in self.commands:
                command.do(editor)
                done.append(command)
        except IndexError:
            for command in reversed(done):
                command.undo(editor)
            raise

    def undo(self, editor):
        for command in reversed(self.commands):
            command.undo(editor)


def recorded(method):
    @wraps(method)
    def wrapper(self, *args, **kwargs):
        if self.recording is not None and not self.depth:
            self.recording.append((method.__name__, args, kwargs))
        self.depth += 1
        try:
            return method(self, *args, **kwargs)
        finally:
            self.depth -= 1
    return wrapper


class Editor:
    def __init__(self, text="", kind=GapBuffer):
        self.buffer = kind(text)
        self.done, self.undone = deque(maxlen=100), []
        self.marks, self.registers, self.cursor = {}, {}, 0
        self.recording, self.depth = None, 0

    def shift(self, at, by):
        for name, place in self.marks.items():
            if place >= at:
                self.marks[name] = max(at, place + by)
        self.cursor = at + max(by, 0)

    def run(self, command):
        command.do(self)
        self.undone.clear()
        if self.done and (merged := self.done[-1].merge(command)):
            self.done[-1] = merged
        else:
            self.done.append(command)

    @recorded
    def type(self, text, at=None):
        self.run(Insert(self.cursor if at is None else at, text))
        return self

    @recorded
    def delete(self, n, at=None):
        self.run(Delete(self.cursor if at is None else at, n))
        return self

    @recorded
    def goto(self, where):
        self.cursor = self.find(where)
        return self

    @singledispatchmethod
    def find(self, where):
        raise TypeError(f"cannot go to {type(where).__name__}")

    @find.register
    def _(self, where: int):
        return where if where >= 0 else len(self.buffer) + 1 + where

    @find.register
    def _(self, where: str):
        if where in self.marks:
            return self.marks[where]
        found = str(self.buffer).find(where, self.cursor + 1)
        if found < 0:
            raise LookupError(f"no {where!r} from {self.cursor} on")
        return found

    @recorded
    def replace(self, pattern, text):
        matches = list(re.finditer(pattern, str(self.buffer)))
        commands = [c for m in reversed(matches) for c in (Delete(m.start(), m.end() - m.start()), Insert(m.start(), m.expand(text)))]
        if commands:
            self.run(Several(commands))
        return len(matches)

    def undo(self):
        if not self.done:
            return False
        self.undone.append(self.done.pop())
        self.undone[-1].undo(self)
        return True

    def redo(self):
        if not self.undone:
            return False
        self.done.append(self.undone.pop())
        self.done[-1].do(self)
        return True

    @contextmanager
    def macro(self, name):
        self.recording = []
        try:
            yield
        finally:
            self.registers[name], self.recording = self.recording, None

    def play(self, name, times=1):
        for _ in range(times):
            for method, args, kwargs in self.registers[name]:
                getattr(self, method)(*args, **kwargs)


for kind in (GapBuffer, PieceTable):
    editor = Editor("the quick fox\njumps\n", kind)
    editor.marks["fox"] = 10
    editor.type("brown ", 10).type("red").type("dish ").goto(-1).type("over it")
    print(kind.__name__, repr(str(editor.buffer)), editor.marks, editor.cursor, len(editor.done))
    print(editor.replace(r"(\w+)ck", r"<\1>"), editor.replace("z", ""), repr(str(editor.buffer)[:20]), editor.marks)
    editor.delete(4, 0)
    states = [str(editor.buffer)]
    while editor.undo():
        states.append(str(editor.buffer))
    print(len(states), repr(states[-1]), editor.marks, len(editor.undone))
    while editor.redo():
        assert str(editor.buffer) == states[-len(editor.done) - 1], editor.done
    print(str(editor.buffer) == states[0], editor.redo())
    for wrong in (lambda: editor.type("x", 999), lambda: editor.goto("nowhere"), lambda: editor.goto(1.5), lambda: editor.run(Several([Insert(0, "zz"), Insert(500, "")]))):
        try:
            wrong()
        except (IndexError, LookupError, TypeError) as e:
            print(type(e).__name__, e)
    print(str(editor.buffer) == states[0])
    lists = Editor("a=1\nb=2\nc=3\n", kind)
    with lists.macro("q"):
        lists.type("let ", 0 if lists.cursor == 0 else None).goto("\n").type(";")
    print(lists.registers["q"], repr(str(lists.buffer)))
    lists.registers["w"] = [("goto", ("\n",), {}), ("goto", ("=",), {}), ("delete", (1,), {}), ("type", (" := ",), {})]
    lists.play("w", 2)
    print(repr(str(lists.buffer)), lists.cursor)
seed, pair = 5, (Editor("", GapBuffer), Editor("", PieceTable))
for n in range(150):
    seed = (seed * 75 + 74) % 65537
    for editor in pair:
        size = len(editor.buffer)
        match seed % 7:
            case 0 | 1 | 2:
                editor.type("abcdefg"[seed % 5:] + "\n" * (seed % 11 == 0), seed % (size + 1))
            case 3:
                editor.delete(seed % 5, seed % (size + 1))
            case 4:
                editor.undo()
            case 5:
                editor.redo()
            case 6:
                editor.replace("[ae]", "")
a, b = (str(e.buffer) for e in pair)
print(a == b, len(a), repr(a[:30]), len(pair[1].buffer.pieces) > 5, len(pair[0].done), len(pair[1].buffer.sources["new"]))
