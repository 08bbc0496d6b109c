# A text editor without a screen: gap buffer, marks, undo and redo as inverse commands, macros, search, key bindings.
from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import MutableSequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from itertools import takewhile
class GapBuffer(MutableSequence):
    """Characters with a gap at the place of the last change."""
    def __init__(self, text="", room=8):
        self.cells = list(text) + [None] * room
        self.start, self.end = len(text), len(self.cells)
        self.moved = self.grown = 0
    __len__ = lambda self: len(self.cells) - (self.end - self.start)
    def _at(self, index):
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(f"place {index} of {len(self)}")
        return index if index < self.start else index + self.end - self.start
    def __getitem__(self, index):
        if isinstance(index, slice):
            return "".join(self[i] for i in range(*index.indices(len(self))))
        return self.cells[self._at(index)]
    def __setitem__(self, index, value):
        if isinstance(index, slice):
            low, high, step = index.indices(len(self))
            if step != 1:
                raise ValueError("no steps, please")
            del self[low:high]
            self.insert(low, value)
        else:
            self.cells[self._at(index)] = value
    def _move(self, to):
        gap = [None] * (self.end - self.start)
        if to < self.start:
            self.cells[to:self.end] = gap + self.cells[to:self.start]
        else:
            self.cells[self.start:to + len(gap)] = self.cells[self.end:to + len(gap)] + gap
        self.moved += abs(to - self.start)
        self.start, self.end = to, to + len(gap)
    def insert(self, index, text):
        self._move(min(max(index, 0), len(self)))
        lack = len(text) - (self.end - self.start)
        if lack > 0:
            more = lack + len(self.cells) // 2
            self.cells[self.end:self.end] = [None] * more
            self.end += more
            self.grown += 1
        self.cells[self.start:self.start + len(text)] = text
        self.start += len(text)
    def __delitem__(self, index):
        low, high, _ = index.indices(len(self)) if isinstance(index, slice) else (index % len(self), index % len(self) + 1, 1)
        self._move(low)
        self.cells[self.end:self.end + high - low] = [None] * (high - low)
        self.end += high - low
    __str__ = lambda self: "".join(c for c in self.cells if c is not None)
    def picture(self):
        return "".join("_" if c is None else c for c in self.cells).replace("\n", "/")
class Command(ABC):
    stays = False
    @abstractmethod
    def run(self, editor: Editor) -> Command | None:
        """Does the work and gives back its inverse."""
    merge = staticmethod(lambda other: False)
@dataclass
class Insert(Command):
    at: int
    text: str
    def run(self, editor):
        editor.buffer.insert(self.at, self.text)
        editor.shift(self.at, len(self.text))
        editor.point = self.at + len(self.text)
        return Delete(self.at, self.at + len(self.text))
@dataclass
class Delete(Command):
    start: int
    end: int
    def run(self, editor):
        text = editor.buffer[self.start:self.end]
        del editor.buffer[self.start:self.end]
        editor.shift(self.start, self.start - self.end)
        editor.point = self.start
        return Insert(self.start, text) if text else None
    def merge(self, other):
        if joined := isinstance(other, Delete) and other.start == self.end == other.end - 1:
            self.end = other.end
        return joined
@dataclass
class Group(Command):
    commands: list = field(default_factory=list)
    def run(self, editor):
        undone = [inverse for c in self.commands if (inverse := c.run(editor))]
        return Group(undone[::-1]) if undone else None

class EditError(Exception):
    """Said to the user; a group of changes that meets it is taken back."""

def command(*keys, repeats=True):
    """Binds a method to keys; a number before a key repeats it."""
    def bind(method):
        @wraps(method)
        def run(self, count=1, *args):
            for _ in range(count if repeats else 1):
                method(self, *args)
            return self
        run.keys = keys
        return run
    return bind

def motion(*keys, place):
    return command(*keys)(wraps(place)(lambda self: setattr(self, "point", place(self))))

class Editor:
    bindings = {}
    def __init_subclass__(cls):
        cls.bindings = cls.bindings | {k: n for n, f in vars(cls).items() for k in getattr(f, "keys", ())}
    def __init__(self, text=""):
        self.buffer = GapBuffer(text)
        self._point = 0
        self.marks, self.kills, self.macros = {}, deque(maxlen=3), {}
        self.done, self.undone = [], []
        self.group, self.merging, self.recording = None, False, None
    point = property(lambda self: self._point)
    @point.setter
    def point(self, place):
        self._point = min(max(place, 0), len(self.buffer))
    @point.deleter
    def point(self):
        self._point = 0
    def shift(self, at, by):
        for name, place in self.marks.items():
            if place > at:
                self.marks[name] = max(at, place + by)
    def do(self, what):
        inverse = what.run(self)
        if inverse is None:
            return
        if self.group is not None:
            self.group.append(inverse)
        elif not (self.merging and self.done and self.done[-1].merge(inverse)):
            self.done.append(inverse)
        self.undone.clear()
        self.merging = isinstance(inverse, Delete) and inverse.end - inverse.start == 1
    @contextmanager
    def together(self):
        if self.group is not None:
            yield
            return
        self.group = []
        try:
            yield
        except EditError:
            group, self.group = self.group, None
            for inverse in reversed(group):
                inverse.run(self)
            raise
        else:
            group, self.group = self.group, None
            if group:
                self.done.append(Group(group[::-1]))
        self.merging = False
    def line(self):
        text = str(self.buffer)
        start = text.rfind("\n", 0, self.point) + 1
        end = text.find("\n", self.point)
        return start, len(text) if end < 0 else end
    def feed(self, keys):
        """Keys like `3w`, `"text"`, `<name>` for a macro; letters in quotes are typed."""
        for m in re.finditer(r'"((?:[^"\\]|\\.)*)"|([1-9]\d*|)(?:<(\w+)>|(/[^/]+/)|(\S))', keys):
            typed, number, macro, pattern, key = m.groups()
            if self.recording and key != "q":
                self.recording[1].append(m[0])
            if typed is not None:
                for c in typed.replace("\\n", "\n"):
                    self.do(Insert(self.point, c))
                continue
            count = int(number or 1)
            if macro:
                for _ in range(count):
                    self.feed(self.macros[macro])
            elif pattern:
                self.search(count, pattern[1:-1])
            elif key not in self.bindings:
                raise EditError(f"key {key!r} means nothing")
            else:
                getattr(self, self.bindings[key])(count)
        return self
    def show(self):
        text = str(self.buffer)
        return f"{text[:self.point]}^{text[self.point:]}".replace("\n", "/")

class Vim(Editor):
    right = motion("l", place=lambda self: self.point + 1)
    left = motion("h", place=lambda self: self.point - 1)
    word = motion("w", place=lambda self: re.compile(r"\w*\W*").match(str(self.buffer), self.point).end())
    home = motion("0", "^", place=lambda self: self.line()[0])
    end = motion("$", place=lambda self: self.line()[1])
    @command("x")
    def delete(self):
        self.do(Delete(self.point, min(self.point + 1, len(self.buffer))))
    @command("d")
    def kill_line(self):
        start, end = self.line()
        end = min(end + 1, len(self.buffer))
        self.kills.append(self.buffer[start:end])
        self.do(Delete(start, end))
    @command("p")
    def paste(self):
        if not self.kills:
            raise EditError("nothing to paste")
        self.do(Insert(self.point, self.kills[-1]))
    @command("U")
    def upper(self):
        with self.together():
            at = self.point
            word = "".join(takewhile(str.isalpha, self.buffer[at:]))
            self.do(Delete(at, at + len(word)))
            self.do(Insert(at, word.upper()))
            self.word()
    def _travel(self, source, target):
        source, target = getattr(self, source), getattr(self, target)
        if not source:
            raise EditError("no such change")
        target.append(source.pop().run(self))
        self.merging = False
    undo = command("u")(lambda self: self._travel("done", "undone"))
    redo = command("r")(lambda self: self._travel("undone", "done"))
    @command("q", repeats=False)
    def record(self):
        if self.recording:
            name, keys = self.recording
            self.macros[name], self.recording = " ".join(keys), None
        else:
            self.recording = (f"m{len(self.macros)}", [])
    @command(repeats=True)
    def search(self, pattern):
        m = re.compile(pattern).search(str(self.buffer), self.point + 1)
        if not m:
            raise EditError(f"no {pattern!r} after {self.point}")
        self.point = m.start()
    def replace(self, pattern, text, limit=99):
        with self.together():
            for n, m in enumerate(list(re.finditer(pattern, str(self.buffer)))[::-1], 1):
                if n > limit:
                    raise EditError(f"more than {limit} places")
                self.do(Group([Delete(*m.span()), Insert(m.start(), m.expand(text))]))
        return n

def attempt(action, *args):
    try:
        return action(*args)
    except (EditError, IndexError, ValueError, TypeError) as e:
        return f"{type(e).__name__}: {e}"

buffer = GapBuffer("hello", 3)
steps = [lambda: buffer.insert(2, "y"), lambda: buffer.insert(0, "oh, "), lambda: buffer.__delitem__(slice(4, 7)), lambda: buffer.append("!"), lambda: buffer.__setitem__(0, "O"),
         lambda: buffer.__setitem__(slice(2, 4), "--"), lambda: buffer.extend("??"), lambda: buffer.reverse(), lambda: buffer.remove("?"), lambda: buffer.pop(), lambda: buffer.pop(0)]
for step in steps:
    print(f"{str(step() or ''):2}", f"{buffer.picture():22}", buffer.start, buffer.end, len(buffer), buffer.moved, buffer.grown)
print(buffer[-1], buffer[1:4], buffer[::-1], buffer.index("-"), "l" in buffer, buffer.count("-"), list(buffer) == list(str(buffer)), attempt(buffer.__getitem__, 99), attempt(buffer.__setitem__, slice(0, 4, 2), ""))
editor = Vim("the quick fox\njumps over\nthe dog")
print(sorted(Vim.bindings.items()), Editor.bindings)
for keys in ("2w", '"brown "', "u", "r", "u", "0 3x", "$", '" end\\n"', "2d", "p", "0U", "3u", "2r", "/dog/", "2h x x", "9h", "u u"):
    print(f"{keys:12}", editor.feed(keys).show(), len(editor.done), len(editor.undone))
for keys in ("99u", "z", "/cat/", "5r", "r"):
    print(f"{keys:12}", attempt(editor.feed, keys) if "Error" in (a := str(attempt(editor.feed, keys))) else editor.show(), len(editor.done), len(editor.undone))
notes = Vim("one\ntwo\nthree\nfour\n")
notes.feed('q "- " $ l q')
print(notes.macros, notes.feed("3<m0>").show(), len(notes.done))
notes.marks |= {"a": 5, "b": 12, "c": len(notes.buffer)}
print(notes.replace(r"- (\w)(\w*)", r"\2: \1"), notes.show(), {k: notes.buffer[v:v + 3] for k, v in notes.marks.items()})
print(attempt(notes.replace, ":", "=", 2), notes.show(), len(notes.done))
print(notes.feed("u").show(), notes.marks, notes.feed("r").show().count(":"), attempt(Vim().feed, "p"), attempt(Command))
del notes.point
print(notes.point, notes.feed("U d").show(), list(notes.kills), notes.feed("100l").point == len(notes.buffer), type(Vim.upper).__name__, Vim.upper.__name__, Vim.upper.keys)
