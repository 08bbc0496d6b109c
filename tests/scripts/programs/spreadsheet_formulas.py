# A spreadsheet: formulas with ranges and functions, dependencies, recalculation, circles, CSV.
import csv
import io
import math
import operator
import re
from collections import defaultdict
from functools import partial, singledispatchmethod
from itertools import product
from string import ascii_uppercase


class CellError(Exception):
    code = "#ERR"

    def __init_subclass__(cls, code="#ERR", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.code = code


class BadName(CellError, code="#NAME?"):
    pass


class BadValue(CellError, code="#VALUE!"):
    pass


class Circle(CellError, code="#CIRC!"):
    pass


class Division(CellError, ZeroDivisionError, code="#DIV/0!"):
    pass


def column_name(n):
    name = ""
    while n >= 0:
        n, rest = divmod(n, 26)
        name = ascii_uppercase[rest] + name
        n -= 1
    return name


def place(name):
    found = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ascii_uppercase.index(letter) + 1
    return column - 1, int(found[2]) - 1


def name_of(column, row):
    return f"{column_name(column)}{row + 1}"


TOKENS = re.compile(r"""\s*(?: (?P<num>\d+\.?\d*(?:[eE][+-]?\d+)?) | "(?P<text>[^"]*)" | (?P<range>\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)
    | (?P<cell>\$?[A-Z]+\$?\d+) | (?P<name>[A-Z_]+) | (?P<op><=|>=|<>|[-+*/^&=<>(),%]) )""", re.X)


def numbers(values):
    for value in values:
        if isinstance(value, list):
            yield from numbers(value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield value


def as_number(value):
    if value in (None, ""):
        return 0
    try:
        return float(value) if isinstance(value, str) else value + 0
    except (TypeError, ValueError):
        raise BadValue(f"{value!r} is no number") from None


def divide(a, b):
    if not as_number(b):
        raise Division("by zero")
    result = as_number(a) / as_number(b)
    return int(result) if result.is_integer() else result


FUNCTIONS = {"SUM": lambda *a: sum(numbers(a)), "MAX": lambda *a: max(numbers(a), default=0), "MIN": lambda *a: min(numbers(a), default=0),
             "COUNT": lambda *a: len(list(numbers(a))), "AVERAGE": lambda *a: divide(sum(numbers(a)), len(list(numbers(a)))),
             "ROUND": lambda x, n=0: round(x, int(n)), "SQRT": lambda x: math.sqrt(as_number(x)), "LEN": lambda s: len(str(s)),
             "CONCAT": lambda *a: "".join(map(str, a)), "UPPER": lambda s: str(s).upper(), "ABS": abs,
             "VLOOKUP": lambda key, table, n: next(row[int(n) - 1] for row in table if row[0] == key)}
OPERATORS = {"+": lambda a, b: as_number(a) + as_number(b), "-": lambda a, b: as_number(a) - as_number(b), "/": divide,
             "*": lambda a, b: as_number(a) * as_number(b), "^": lambda a, b: as_number(a) ** as_number(b),
             "&": lambda a, b: f"{'' if a is None else a}{'' if b is None else b}", "=": operator.eq, "<>": operator.ne,
             "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
RANKS = [("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",)]


class Formula:
    def __init__(self, text):
        self.tokens, at = [], 0
        while at < len(text.rstrip()):
            found = TOKENS.match(text, at)
            if not found:
                raise BadName(f"cannot read {text[at:]!r}")
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()
        self.tokens.append(("end", ""))
        self.at = 0
        self.needs = set()
        self.run = self.level(0)
        if self.tokens[self.at][0] != "end":
            raise BadName(f"unexpected {self.tokens[self.at][1]!r}")

    def take(self, *texts):
        kind, text = self.tokens[self.at]
        if kind == "op" and text in texts:
            self.at += 1
            return text
        return None

    def level(self, rank):
        if rank == len(RANKS):
            return self.unary()
        left = self.level(rank + 1)
        while op := self.take(*RANKS[rank]):
            left = partial(lambda f, a, b, sheet: f(a(sheet), b(sheet)), OPERATORS[op], left, self.level(rank + 1))
        return left

    def unary(self):
        if self.take("-"):
            inner = self.unary()
            return lambda sheet: -as_number(inner(sheet))
        value = self.primary()
        while self.take("%"):
            value = partial(lambda v, sheet: as_number(v(sheet)) / 100, value)
        return value

    def primary(self):
        kind, text = self.tokens[self.at]
        self.at += 1
        match kind:
            case "num":
                number = float(text) if set(text) & set(".eE") else int(text)
                return lambda sheet: number
            case "text":
                return lambda sheet: text
            case "cell":
                where = place(text)
                self.needs.add(where)
                return lambda sheet: sheet.value(where)
            case "range":
                (x1, y1), (x2, y2) = map(place, text.split(":"))
                self.needs.update(product(range(x1, x2 + 1), range(y1, y2 + 1)))
                return lambda sheet: [[sheet.value((x, y)) for x in range(x1, x2 + 1)] for y in range(y1, y2 + 1)]
            case "name" if self.take("("):
                arguments = []
                while not self.take(")"):
                    arguments.append(self.level(0))
                    self.take(",")
                    if self.tokens[self.at][0] == "end":
                        raise BadName("no )")
                return self.call(text, arguments)
            case "op" if text == "(":
                inner = self.level(0)
                if not self.take(")"):
                    raise BadName("no )")
                return inner
        raise BadName(f"unexpected {text!r}")

    def call(self, name, arguments):
        if name == "IF":
            test, yes, no = arguments
            return lambda sheet: yes(sheet) if test(sheet) else no(sheet)
        if name == "IFERROR":
            def guarded(sheet):
                try:
                    return arguments[0](sheet)
                except CellError:
                    return arguments[1](sheet)
            return guarded
        if name not in FUNCTIONS:
            raise BadName(name)
        return lambda sheet: FUNCTIONS[name](*[a(sheet) for a in arguments])


class Sheet:
    def __init__(self):
        self.raw, self.formulas, self.values = {}, {}, {}
        self.users = defaultdict(set)
        self.calculated = 0

    @singledispatchmethod
    def put(self, where, content):
        self.forget(where)
        self.raw[where] = content
        if isinstance(content, str) and content.startswith("="):
            try:
                formula = Formula(content[1:])
            except CellError as e:
                formula = e
            self.formulas[where] = formula
            for other in getattr(formula, "needs", ()):
                self.users[other].add(where)
        self.touch(where)

    @put.register(str)
    def _(self, where, content):
        self.put(place(where), content)

    def __setitem__(self, where, content):
        self.put(where, content)

    def __getitem__(self, where):
        try:
            return self.value(place(where))
        except CellError as e:
            return e.code

    def forget(self, where):
        old = self.formulas.pop(where, None)
        for other in getattr(old, "needs", ()):
            self.users[other].discard(where)

    def touch(self, where):
        todo, seen = [where], set()
        while todo:
            where = todo.pop()
            if where not in seen:
                seen.add(where)
                self.values.pop(where, None)
                todo.extend(self.users.get(where, ()))
        return seen

    def value(self, where):
        if where in self.values:
            value = self.values[where]
            if value is Circle:
                raise Circle(name_of(*where))
            if isinstance(value, CellError):
                raise value
            return value
        formula = self.formulas.get(where)
        if formula is None:
            return self.raw.get(where)
        self.values[where] = Circle
        try:
            if isinstance(formula, CellError):
                raise formula
            result = formula.run(self)
        except CellError as e:
            result = e
        except (TypeError, ValueError, StopIteration, OverflowError) as e:
            result = BadValue(f"{type(e).__name__}")
        self.values[where] = result
        self.calculated += 1
        if isinstance(result, CellError):
            raise result
        return result

    def to_csv(self):
        out = io.StringIO()
        width, height = (max(p[k] for p in self.raw) + 1 for k in (0, 1))
        csv.writer(out).writerows([self[name_of(x, y)] for x in range(width)] for y in range(height))
        return out.getvalue()


sheet = Sheet()
for row, (name, price, number) in enumerate([("tea", 2.5, 4), ("cup", 7, 2), ("spoon", 1.25, 12)], 1):
    sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = name, price, number
    sheet[f"D{row}"] = f"=B{row}*C{row}"
sheet["D4"] = "=SUM(D1:D3)"
sheet["E1"] = '=IF(D4>40, "much: " & D4, "little")'
sheet["E2"] = "=ROUND(AVERAGE(B1:B3) * 19%, 2) + MAX(C1:C3, -3)"
sheet["E3"] = '=VLOOKUP("cup", A1:D3, 4) ^ 2 - -1'
sheet["E4"] = '=CONCAT(UPPER(A1), "-", LEN(A3)) & COUNT(A1:D4)'
print(sheet.to_csv(), sheet.calculated)
sheet["C2"] = 0
print(sheet["D4"], sheet["E1"], sheet["E3"], sheet.calculated, sorted(name_of(*p) for p in sheet.touch(place("B1"))))
tests = {"F1": "=F2+1", "F2": "=F3", "F3": "=F1", "G1": "=1/0", "G2": "=IFERROR(G1, -1)", "G3": "=NOPE(1)", "G4": "=A1+1", "G5": "=SQRT(-1)",
         "G6": "=(1", "G7": '=VLOOKUP("no", A1:D3, 2)', "G8": "=2^3^2 & (1<2)", "G9": "=Z99+$B$2", "H1": "=1 2", "H2": "=SUM()", "H3": "=10^400*1.0"}
for where, text in tests.items():
    sheet[where] = text
print({where: sheet[where] for where in tests})
sheet["F3"] = 5
print(sheet["F1"], sheet["F2"], [column_name(n) for n in (0, 25, 26, 701, 702)], place("AAA10"), name_of(*place("XFD7")))
chain = Sheet()
chain["A1"] = 1
for n in range(2, 41):
    chain[f"A{n}"] = f"=A{n - 1}+{n}"
    chain[f"B{n}"] = f"=SUM(A{max(1, n - 3)}:A{n})"
print(chain["A40"], chain["B40"], chain.calculated)
chain["A20"] = 0
print(chain["A40"], chain["B22"], chain.calculated, len(chain.values))
