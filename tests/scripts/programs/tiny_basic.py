# An interpreter of a small BASIC: line numbers, expressions, arrays, FOR, GOSUB, DATA, PRINT with zones, errors with places.
from __future__ import annotations

import math
import operator
import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from io import StringIO
from typing import ClassVar, NamedTuple

class Kind(Enum):
    NUMBER = r"\d+\.?\d*(?:E[+-]?\d+)?|\.\d+"
    STRING = r'"[^"]*"'
    WORD = r"[A-Z][A-Z0-9]*\$?"
    SIGN = r"<=|>=|<>|[-+*/^=<>(),;:?]"
    BAD = r"\S"
    @classmethod
    def scan(cls, text):
        for m in re.finditer("|".join(f"(?P<{k.name}>{k.value})" for k in cls), text):
            yield Token(cls[m.lastgroup], m[0], m.start())

class Token(NamedTuple):
    kind: Kind
    text: str
    at: int

class BasicError(Exception):
    def __init__(self, why, line=None):
        self.why, self.line = why, line
        super().__init__(why)
    def __str__(self):
        return f"?{self.why}" + (f" IN {self.line}" if self.line is not None else "")

class Stop(Exception):
    """Ends a run; said by END and STOP."""

class Jump(Exception):
    def __init__(self, line, part=0):
        self.place = (line, part)

@dataclass
class Loop:
    name: str
    end: float
    step: float
    place: tuple[int, int]
    def done(self, value):
        return value > self.end if self.step >= 0 else value < self.end

def statement(*words):
    def mark(method):
        method.words = words
        return method
    return mark

OPERATORS = {
    "OR": (1, lambda a, b: -(a != 0 or b != 0)), "AND": (2, lambda a, b: -(a != 0 and b != 0)),
    **{s: (3, lambda a, b, f=f: -f(a, b)) for s, f in {"=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}.items()},
    "+": (4, operator.add), "-": (4, operator.sub), "*": (5, operator.mul), "/": (5, operator.truediv), "^": (7, operator.pow)}
FUNCTIONS = {
    "ABS": abs, "INT": math.floor, "SQR": math.sqrt, "SGN": lambda x: (x > 0) - (x < 0), "LEN": len, "CHR$": lambda n: chr(int(n)), "ASC": lambda s: ord(s[0]), "VAL": lambda s: float(s or 0),
    "STR$": lambda x: show(x).strip(), "LEFT$": lambda s, n: s[:int(n)], "RIGHT$": lambda s, n: s[-int(n):] if n else "", "MID$": lambda s, at, n=255: s[int(at) - 1:int(at) - 1 + int(n)],
    "TAB": lambda n: ("tab", int(n)), "MOD": lambda a, b: a % b}

def show(value):
    if isinstance(value, str):
        return value
    text = f"{value:.9g}".upper() if isinstance(value, float) else str(value)
    return text if text.startswith("-") else " " + text

@dataclass
class Basic:
    lines: dict[int, list[list[Token]]] = field(default_factory=dict)
    out: StringIO = field(default_factory=StringIO)
    inputs: deque = field(default_factory=deque)
    limit: int = 1500
    statements: ClassVar[dict[str, Callable]] = {}
    def __init_subclass__(cls):
        cls.statements = cls.statements | {w: f for f in vars(cls).values() for w in getattr(f, "words", ())}
    def load(self, source):
        for row in filter(None, map(str.strip, source.splitlines())):
            number, _, text = row.partition(" ")
            if not number.isdecimal():
                raise BasicError(f"NO LINE NUMBER: {row}")
            if "REM" in text:
                text = re.sub(r"REM.*", "REM", text)
            parts = [[]]
            for token in Kind.scan(text):
                if token.kind is Kind.BAD:
                    raise BasicError(f"BAD LETTER {token.text}", number)
                if token.text == ":":
                    parts.append([])
                else:
                    parts[-1].append(token)
            self.lines[int(number)] = parts
        self.numbers = sorted(self.lines)
        self.data = [t for n in self.numbers for p in self.lines[n] if p and p[0].text == "DATA" for t in p[1:] if t.text != ","]
        return self
    def run(self, *inputs):
        self.vars, self.arrays, self.loops, self.calls, self.read_at = {}, {}, [], [], 0
        self.inputs.extend(inputs)
        self.column, self.steps = 0, 0
        place = (0, 0)
        try:
            while place[0] < len(self.numbers):
                parts = self.lines[self.numbers[place[0]]]
                if place[1] >= len(parts):
                    place = (place[0] + 1, 0)
                    continue
                self.here = place
                self.steps += 1
                if self.steps > self.limit:
                    raise BasicError("TOO LONG")
                try:
                    self.execute(deque(parts[place[1]]))
                    place = (place[0], place[1] + 1)
                except Jump as jump:
                    place = jump.place
        except Stop as stop:
            self.write(f"{stop}\n" if str(stop) else "")
        except BasicError as error:
            error.line = self.numbers[self.here[0]]
            raise
        except (ArithmeticError, ValueError, TypeError, IndexError, KeyError) as cause:
            name = {ZeroDivisionError: "DIVISION BY ZERO", TypeError: "TYPE MISMATCH", OverflowError: "OVERFLOW"}.get(type(cause), "ILLEGAL QUANTITY")
            raise BasicError(name, self.numbers[self.here[0]]) from cause
        finally:
            text = self.out.getvalue()
            self.out.seek(0)
            self.out.truncate()
            self.result = text
        return text
    def execute(self, tokens):
        if not tokens:
            return
        self.tokens = tokens
        word = tokens[0].text
        if word in self.statements:
            tokens.popleft()
            self.statements[word](self)
        else:
            self.let()
        if self.tokens:
            raise BasicError(f"SYNTAX ERROR AT {self.tokens[0].text}")
    def accept(self, *texts):
        if self.tokens and self.tokens[0].text in texts:
            return self.tokens.popleft().text
    def need(self, text):
        if not self.accept(text):
            raise BasicError(f"{text} EXPECTED")
    def write(self, text):
        self.out.write(text)
        self.column = len(text) - text.rfind("\n") - 1 if "\n" in text else self.column + len(text)
    def expression(self, least=0):
        if self.accept("-"):
            left = -self.expression(6)
        elif self.accept("NOT"):
            left = -(not self.expression(3))
        else:
            left = self.atom()
        while self.tokens and (sign := self.tokens[0].text) in OPERATORS and OPERATORS[sign][0] >= least:
            self.tokens.popleft()
            level, function = OPERATORS[sign]
            left = function(left, self.expression(level + 1))
        return left
    def atom(self):
        if not self.tokens:
            raise BasicError("SYNTAX ERROR AT THE END")
        match self.tokens.popleft():
            case Token(Kind.NUMBER, text):
                return float(text) if re.search(r"[.E]", text) else int(text)
            case Token(Kind.STRING, text):
                return text[1:-1]
            case Token(text="("):
                value = self.expression()
                self.need(")")
                return value
            case Token(Kind.WORD, name) if name in FUNCTIONS:
                return FUNCTIONS[name](*self.arguments())
            case Token(Kind.WORD, name):
                if self.tokens and self.tokens[0].text == "(":
                    return self.cells(name)[self.index()]
                return self.vars.get(name, "" if name.endswith("$") else 0)
            case Token(text=text):
                raise BasicError(f"SYNTAX ERROR AT {text}")
    def arguments(self):
        self.need("(")
        values = [self.expression()]
        while self.accept(","):
            values.append(self.expression())
        self.need(")")
        return values
    def index(self):
        index = tuple(map(int, self.arguments()))
        if any(not 0 <= i <= self.bound for i in index):
            raise BasicError("BAD SUBSCRIPT")
        return index
    def cells(self, name):
        self.bound, cells = self.arrays.setdefault(name, (10, defaultdict(str if name.endswith("$") else int)))
        return cells
    def target(self) -> Callable:
        name = self.tokens.popleft().text
        target, key = (self.cells(name), self.index()) if self.tokens and self.tokens[0].text == "(" else (self.vars, name)
        def put(value):
            if isinstance(value, str) != name.endswith("$"):
                raise BasicError("TYPE MISMATCH")
            target[key] = value
        return put
    def place(self, number):
        at = bisect_left(self.numbers, number)
        if self.numbers[at:at + 1] != [number]:
            raise BasicError(f"NO LINE {number}")
        return at
    def let(self):
        put = self.target()
        self.need("=")
        put(self.expression())

class Machine(Basic):
    @statement("LET")
    def _let(self):
        self.let()
    @statement("REM", "DATA")
    def _skip(self):
        self.tokens.clear()
    @statement("PRINT", "?")
    def _print(self):
        end = "\n"
        while self.tokens and self.tokens[0].text != "ELSE":
            end = "\n"
            if self.accept(";"):
                end = ""
            elif self.accept(","):
                self.write(" " * (14 - self.column % 14))
                end = ""
            else:
                match self.expression():
                    case ("tab", column):
                        self.write(" " * max(0, column - self.column))
                    case int() | float() as number:
                        self.write(show(number) + " ")
                    case text:
                        self.write(text)
        self.write(end)
    @statement("IF")
    def _if(self):
        test = self.expression()
        self.need("THEN")
        words = [t.text for t in self.tokens]
        cut = words.index("ELSE") if "ELSE" in words else len(words)
        branch = list(self.tokens)[:cut] if test else list(self.tokens)[cut + 1:]
        self.tokens.clear()
        if branch and branch[0].kind is Kind.NUMBER:
            raise Jump(self.place(int(branch[0].text)))
        if not branch and not test:
            raise Jump(self.here[0] + 1)
        self.execute(deque(branch))
    @statement("GOTO")
    def _goto(self):
        raise Jump(self.place(self.expression()))
    @statement("GOSUB")
    def _gosub(self):
        to = self.place(self.expression())
        if len(self.calls) >= 20:
            raise BasicError("TOO DEEP")
        self.calls.append((self.here[0], self.here[1] + 1))
        raise Jump(to)
    @statement("RETURN")
    def _return(self):
        if not self.calls:
            raise BasicError("RETURN WITHOUT GOSUB")
        raise Jump(*self.calls.pop())
    @statement("ON")
    def _on(self):
        n = self.expression()
        gosub = self.accept("GOTO", "GOSUB") == "GOSUB"
        targets = [self.expression()]
        while self.accept(","):
            targets.append(self.expression())
        if 1 <= n <= len(targets):
            if gosub:
                self.calls.append((self.here[0], self.here[1] + 1))
            raise Jump(self.place(targets[n - 1]))
    @statement("FOR")
    def _for(self):
        name = self.tokens[0].text
        self.let()
        self.need("TO")
        end = self.expression()
        step = self.expression() if self.accept("STEP") else 1
        self.loops = [x for x in self.loops if x.name != name] + [Loop(name, end, step, (self.here[0], self.here[1] + 1))]
    @statement("NEXT")
    def _next(self):
        wanted = self.tokens.popleft().text if self.tokens else None
        while self.loops and wanted not in (None, self.loops[-1].name):
            self.loops.pop()
        if not self.loops:
            raise BasicError("NEXT WITHOUT FOR")
        loop = self.loops[-1]
        self.vars[loop.name] += loop.step
        if not loop.done(self.vars[loop.name]):
            raise Jump(*loop.place)
        self.loops.pop()
    @statement("DIM")
    def _dim(self):
        name = self.tokens.popleft().text
        self.arrays[name] = (max(self.arguments()), defaultdict(str if name.endswith("$") else int))
    @statement("READ")
    def _read(self):
        while True:
            put = self.target()
            if self.read_at >= len(self.data):
                raise BasicError("OUT OF DATA")
            token, self.read_at = self.data[self.read_at], self.read_at + 1
            put(token.text.strip('"') if token.kind is not Kind.NUMBER else float(token.text) if "." in token.text else int(token.text))
            if not self.accept(","):
                return
    @statement("INPUT")
    def _input(self):
        if not self.inputs:
            raise BasicError("NOBODY ANSWERS")
        self.write("? ")
        self.target()(self.inputs.popleft())
    @statement("RESTORE")
    def _restore(self):
        self.read_at = 0
    @statement("END")
    def _halt(self):
        raise Stop
    @statement("STOP")
    def _end(self):
        raise Stop(f"BREAK IN {self.numbers[self.here[0]]}")

PROGRAMS = {
    "sieve": """
        10 DIM S(60): FOR I = 2 TO 60: IF S(I) THEN 40
        20 PRINT I;: C = C + 1: IF INT(C / 8) * 8 = C THEN PRINT
        25 IF I * I > 60 THEN 40
        30 FOR J = I * I TO 60 STEP I: S(J) = 1: NEXT J
        40 NEXT I: PRINT: PRINT C; "PRIMES"
    """,
    "words": """
        5 REM turns words round: and counts the letters
        10 READ W$: IF W$ = "END" THEN 90
        20 R$ = "": FOR I = LEN(W$) TO 1 STEP -1: R$ = R$ + MID$(W$, I, 1): NEXT
        30 PRINT W$; TAB(10); R$, LEN(W$), W$ = R$: T = T + LEN(W$): GOTO 10
        40 DATA "LEVEL", "HELLO", BASIC, "NOON", "END", 2.5, 7
        90 PRINT "TOTAL" T: READ A, B: PRINT A * B; A ^ B; B - A - 1; -A ^ 2; 1 / 3: RESTORE: READ W$: PRINT W$
    """,
    "guess": """
        10 N = 37: L = 1
        20 INPUT G: ON SGN(G - N) + 2 GOSUB 100, 200, 300: L = L + 1
        30 IF G <> N AND L < 9 THEN GOTO 20 ELSE PRINT "DONE AFTER"; L - 1
        40 STOP
        100 PRINT "LOW": RETURN
        200 PRINT "YES ", CHR$(33); STR$(N) + "!"; ASC("A"): RETURN
        300 PRINT "HIGH": RETURN
    """,
    "gcd": """
        10 FOR A = 12 TO 60 STEP 24: FOR B = 18 TO 30 STEP 6: X = A: Y = B: GOSUB 100: PRINT A; B; "->"; X,: NEXT B: PRINT: NEXT A: END
        100 IF Y = 0 THEN RETURN
        110 T = MOD(X, Y): X = Y: Y = T: GOTO 100
    """,
}
FAULTS = ["10 PRINT 1 / 0", "10 GOTO 15", "10 LET A = \"X\"", "10 PRINT \"A\" + 1", "10 NEXT", "10 RETURN", "10 A(11) = 1", "10 FOR I = 1 TO 2\n20 PRINT (1", "10 GOSUB 10", "10 READ X", "10 PRINT SQR(-1)", "10 PRINT 2 2 )", "10 GOTO 10", "10 INPUT X",
          "10 A = @", "PRINT", "10 PRINT ASC(\"\")", "10 A = 9 ^ 9 ^ 9 * 1.5"]

for name, source in PROGRAMS.items():
    machine = Machine().load(source)
    print(f"--- {name}: {len(machine.numbers)} lines, {sum(len(p) for p in machine.lines.values())} statements")
    print(machine.run(50, 20, 37), end="")
    print(machine.steps, {k: v for k, v in sorted(machine.vars.items()) if not isinstance(v, str)}, len(machine.inputs))
for source in FAULTS:
    machine = Machine(limit=200)
    try:
        print(repr(machine.load(source).run()))
    except BasicError as e:
        print(f"{source!r:36} {e}", f"<- {type(e.__cause__).__name__}" if e.__cause__ else "", repr(machine.out.getvalue()))
print(sorted(Machine.statements), Basic.statements, [t.kind.name for t in Kind.scan('A$<>"B" @1.5E3')], Machine().load("10 PRINT 7 AND 0 OR NOT 0; 1 < 2; \"A\" < \"B\"; 2 + 3 * 4 ^ 2 / 8").run())
