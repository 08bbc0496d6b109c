# A small Forth: a dictionary of words, compiling to closures and to threaded code, loops, variables, strings, faults.
from __future__ import annotations

import operator
import re
from collections import ChainMap, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from functools import partial, wraps
from itertools import islice, takewhile
class Mode(Enum):
    RUN = "ok"
    COMPILE = "compiled"
    def __invert__(self):
        return Mode.COMPILE if self is Mode.RUN else Mode.RUN
class ForthError(Exception):
    def __init__(self, why, word=""):
        super().__init__(f"{word}: {why}" if word else why)
        self.trail = []
class Stack(list):
    def pop(self, *at):
        try:
            return super().pop(*at)
        except IndexError:
            raise ForthError("stack underflow") from None
    def take(self, n):
        if n > len(self):
            raise ForthError("stack underflow")
        taken = self[len(self) - n:]
        del self[len(self) - n:]
        return taken
@dataclass
class Word:
    name: str
    action: Callable[[], None] = field(repr=False)
    immediate: bool = False
    body: list = field(default_factory=list, repr=False)
    calls: int = field(default=0, compare=False)
    def __call__(self):
        self.calls += 1
        self.action()
def primitive(effect, *names, immediate=False):
    """Registers a method; `2>1` takes two cells and puts one (or several) back."""
    takes, _, gives = effect.partition(">")
    def wrap(method):
        @wraps(method)
        def run(self):
            result = method(self, *self.stack.take(int(takes or 0)))
            match gives, result:
                case "", _:
                    pass
                case "1", value:
                    self.stack.append(int(value) if not isinstance(value, bool) else -value)
                case _, values:
                    self.stack.extend(values)
        run.names, run.immediate = names, immediate
        return run
    return wrap

class Forth:
    def __init__(self):
        self.stack, self.returns = Stack(), Stack()
        self.memory: list[int] = []
        self.core: dict[str, Word] = {}
        self.words = ChainMap({}, self.core)
        self.mode, self.out = Mode.RUN, []
        self.open: Word | None = None
        self.marks: list[tuple[str, int]] = []
        self.source: Iterator[str] = iter(())
        for attribute in dir(type(self)):
            method = getattr(type(self), attribute)
            for name in getattr(method, "names", ()):
                self.core[name] = Word(name, partial(method, self), method.immediate)
    for _name, _effect, _function in [("+", "2>1", operator.add), ("-", "2>1", operator.sub), ("*", "2>1", operator.mul), ("=", "2>1", operator.eq), ("<", "2>1", operator.lt),
                                      (">", "2>1", operator.gt), ("and", "2>1", operator.and_), ("or", "2>1", operator.or_), ("xor", "2>1", operator.xor), ("max", "2>1", max), ("min", "2>1", min),
                                      ("lshift", "2>1", operator.lshift), ("swap", "2>2", lambda a, b: (b, a)), ("over", "2>3", lambda a, b: (a, b, a)), ("nip", "2>1", lambda a, b: b)]:
        locals()[f"op_{_function.__name__}_{_name}"] = primitive(_effect, _name)(lambda self, a, b, f=_function: f(a, b))
    del _name, _effect, _function
    dup = primitive("1>2", "dup")(lambda self, a: (a, a))
    drop = primitive("1>", "drop")(lambda self, a: None)
    rot = primitive("3>3", "rot")(lambda self, a, b, c: (b, c, a))
    invert = primitive("1>1", "invert")(lambda self, a: ~a)
    depth = primitive(">1", "depth")(lambda self: len(self.stack))
    index = primitive(">1", "i")(lambda self: self.returns[-1])
    outer = primitive(">1", "j")(lambda self: self.returns[-3])
    to_r = primitive("1>", ">r")(lambda self, a: self.returns.append(a))
    from_r = primitive(">1", "r>")(lambda self: self.returns.pop())
    dot = primitive("1>", ".")(lambda self, a: self.out.append(f"{a} "))
    emit = primitive("1>", "emit")(lambda self, a: self.out.append(chr(a)))
    newline = primitive(">", "cr")(lambda self: self.out.append("\n"))
    show = primitive(">", ".s")(lambda self: self.out.append(f"<{len(self.stack)}> {' '.join(map(str, self.stack))} "))
    @primitive("2>2", "/mod")
    def divide(self, a, b):
        if b == 0:
            raise ForthError("division by zero")
        return divmod(a, b)[::-1]
    fetch = primitive("1>1", "@")(lambda self, address: self.memory[self.check(address)])
    store = primitive("2>", "!")(lambda self, value, address: self.memory.__setitem__(self.check(address), value))
    def check(self, address):
        if not 0 <= address < len(self.memory):
            raise ForthError(f"no cell {address}")
        return address
    pick = primitive("1>1", "pick")(lambda self, n: self.stack[-1 - n] if n < len(self.stack) else self.stack.pop(99))
    def token(self, what="a word"):
        try:
            return next(self.source)
        except StopIteration:
            raise ForthError(f"{what} is missing") from None
    def define(self, name, action, body=()):
        self.words[name] = Word(name, action, body=list(body))
    @primitive(">", ":", immediate=True)
    def colon(self):
        if self.open:
            raise ForthError("a definition in a definition", ":")
        self.open = Word(self.token("a name"), lambda: None)
        self.mode = ~self.mode
    @primitive(">", ";", immediate=True)
    def semicolon(self):
        if not self.open or self.marks:
            raise ForthError("unbalanced", ";")
        word, self.open, self.mode = self.open, None, ~self.mode
        word.action = partial(self.execute, word)
        self.words[word.name] = word
    @primitive("", "variable")
    def variable(self):
        self.memory.append(0)
        self.define(self.token(), partial(self.stack.append, len(self.memory) - 1))
    constant = primitive("1>", "constant")(lambda self, value: self.define(self.token(), partial(self.stack.append, value)))
    allot = primitive("1>", "allot")(lambda self, n: self.memory.extend([0] * n))
    @primitive("", "(", immediate=True)
    def comment(self):
        for _ in takewhile(lambda t: not t.endswith(")"), self.source):
            pass
    tick = primitive("", "'")(lambda self: self.stack.append(self.find(self.token())))
    perform = primitive("1>", "execute")(lambda self, word: word())
    recurse = primitive("", "recurse", immediate=True)(lambda self: self.compile("call", self.open))
    text = primitive("", '."', immediate=True)(lambda self: self.compile("text", " ".join(iter(self.token, '"'))))
    def compile(self, op, argument=None):
        if self.mode is Mode.COMPILE:
            self.open.body.append([op, argument])
        else:
            self.step([op, argument], 0)
    @primitive("", "if", "begin", "do", "while", immediate=True)
    def opening(self):
        if self.mode is not Mode.COMPILE:
            raise ForthError("only in a definition", self.last)
        self.marks.append((self.last, len(self.open.body)))
        match self.last:
            case "if" | "while":
                self.compile("branch0")
            case "do":
                self.compile("do")
    @primitive("", "else", "then", "until", "repeat", "loop", "+loop", immediate=True)
    def closing(self):
        body = self.open.body if self.open else []
        match self.last, self.marks:
            case "else", [*_, ("if", at)]:
                self.compile("branch")
                body[at][1] = len(body)
                self.marks[-1] = ("if", len(body) - 1)
            case "then", [*rest, ("if", at)]:
                body[at][1], self.marks = len(body), rest
            case "until", [*rest, ("begin", at)]:
                self.compile("branch0", at)
                self.marks = rest
            case "repeat", [*rest, ("begin", start), ("while", at)]:
                self.compile("branch", start)
                body[at][1], self.marks = len(body), rest
            case ("loop" | "+loop") as kind, [*rest, ("do", at)]:
                self.compile(kind, at + 1)
                self.marks = rest
            case kind, _:
                raise ForthError("unbalanced", kind)
    def step(self, code, at):
        match code:
            case "push", value:
                self.stack.append(value)
            case ["text" | "call" as op, thing]:
                thing() if op == "call" else self.out.append(thing)
            case ["branch0", to] if self.stack.pop() == 0:
                return to
            case "branch", to:
                return to
            case ["do", _]:
                limit, first = self.stack.take(2)
                self.returns += [limit, first]
            case [("loop" | "+loop") as kind, to]:
                self.returns[-1] += 1 if kind == "loop" else self.stack.pop()
                if self.returns[-1] < self.returns[-2]:
                    return to
                self.returns.take(2)
        return at + 1
    def execute(self, word):
        at = 0
        try:
            while at < len(word.body):
                self.steps += 1
                if self.steps > 4000:
                    raise ForthError("too long")
                at = self.step(word.body[at], at)
        except ForthError as error:
            error.trail.append(word.name)
            raise
        except RecursionError:
            raise ForthError("too deep", word.name) from None
    def find(self, name):
        if name.lower() not in self.words:
            raise ForthError("unknown word", name)
        return self.words[name.lower()]
    @contextmanager
    def recovering(self):
        self.steps, self.out = 0, []
        try:
            yield
        except ForthError as error:
            self.out.append(f"! {error}" + (f" in {' < '.join(error.trail[:3])}" if error.trail else ""))
            self.stack.clear()
            self.returns.clear()
            self.marks.clear()
            self.open, self.mode = None, Mode.RUN
        else:
            self.out.append(f" {self.mode.value}")
    def say(self, line):
        with self.recovering():
            self.source = (m[0] for m in re.finditer(r"\S+", line))
            for token in self.source:
                self.last = token.lower()
                if re.fullmatch(r"-?\d+|\$[\dA-Fa-f]+", token):
                    self.compile("push", int(token[1:], 16) if token[0] == "$" else int(token))
                elif (word := self.find(token)).immediate:
                    word()
                else:
                    self.compile("call", word)
        return "".join(self.out)
    def see(self, name):
        word = self.find(name)
        return f": {name} " + " ".join(f"{op}" + (f"({a.name if isinstance(a, Word) else a})" if a is not None else "") for op, a in word.body) + " ;"

SESSION = r"""
1 2 + . 7 -2 /mod . . $ff 3 lshift .
: square dup * ; 12 square .
: sum ( n -- s ) 0 swap 1 + 1 do i + loop ; 100 sum .
: fact dup 2 < if drop 1 else dup 1 - recurse * then ; 20 fact . 30 fact .
: gcd begin dup while swap over /mod drop repeat drop ; 252 105 gcd .
: table 4 1 do 4 1 do i j * . loop cr loop ; table
variable x 5 x ! x @ square x ! x @ .
7 constant seven seven seven * .
: stars 0 do 42 emit loop ; 5 stars : hi ." hello there " 3 stars ; hi
: down begin dup . 3 - dup 0 < until drop ; 10 down
: odds 10 0 do i . 3 +loop ; odds
' square 9 swap execute . 1 2 3 rot .s depth .
-1 5 and 6 or 3 xor invert . 1 2 < . 3 4 max . 3 >r 8 r> - .
: unfinished 1 if
then ;
1 0 /mod
: bad 1 0 /mod ; : worse bad ; worse
: inner : oops ;
5 @
: forever begin 0 until ; forever
: deep recurse ; 1 deep
if
:
." open
1 2 3 2 pick . . 99 pick
variable a 3 allot 4 a 2 + ! a 2 + @ . .s
""".strip().split("\n")

def main():
    forth = Forth()
    for line in SESSION:
        print(f"{line:62} | {forth.say(line)}".replace("\n", "/"))
    for name in ("square", "sum", "fact", "gcd"):
        print(forth.see(name))
    print(forth.words["square"], sorted(forth.words.maps[0]), len(forth.core), forth.memory, sum(w.calls for w in islice(forth.core.values(), 5)) > 0)
    forth.words = forth.words.new_child()
    print(forth.say(": square 3 * ; 5 square . fact"), forth.find("SQUARE").body, forth.words.parents["square"].calls, deque(forth.words.maps[0], 1))

main()
