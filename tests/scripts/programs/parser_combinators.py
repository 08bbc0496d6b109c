# Parsers out of small parsers: sequences, choices, repetition; used for JSON, dates and queries.
import re
from dataclasses import dataclass
from functools import partial, reduce
from typing import Any, Callable, NamedTuple


class Failure(NamedTuple):
    at: int
    wanted: tuple

    def __or__(self, other):
        if not isinstance(other, Failure) or self.at > other.at:
            return self
        if other.at > self.at:
            return other
        return Failure(self.at, tuple(dict.fromkeys(self.wanted + other.wanted)))


class Success(NamedTuple):
    at: int
    value: Any
    furthest: Failure | None = None


class SyntaxProblem(ValueError):
    def __init__(self, text, failure):
        line = text.count("\n", 0, failure.at) + 1
        column = failure.at - text.rfind("\n", 0, failure.at)
        super().__init__(f"{line}:{column}: wanted {' or '.join(failure.wanted)}")


@dataclass
class Parser:
    run: Callable
    name: str = "?"

    def __call__(self, text):
        match self.run(text, 0):
            case Success(at, value, _) if at == len(text):
                return value
            case Success(at, _, furthest):
                failure = Failure(at, ("the end",))
                raise SyntaxProblem(text, failure | furthest if furthest else failure)
            case Failure() as failure:
                raise SyntaxProblem(text, failure)

    def __rshift__(self, function):
        def run(text, at):
            result = self.run(text, at)
            return result._replace(value=function(result.value)) if isinstance(result, Success) else result
        return Parser(run, self.name)

    def __add__(self, other):
        def run(text, at):
            first = self.run(text, at)
            if isinstance(first, Failure):
                return first
            second = other.run(text, first.at)
            furthest = further(first.furthest, second.furthest if isinstance(second, Success) else second)
            if isinstance(second, Failure):
                return furthest
            left = first.value if isinstance(first.value, Many) else Many([first.value])
            return Success(second.at, Many([*left, second.value]), furthest)
        return Parser(run, f"{self.name} {other.name}")

    def __or__(self, other):
        def run(text, at):
            first = self.run(text, at)
            if isinstance(first, Success):
                return first
            second = other.run(text, at)
            if isinstance(second, Failure):
                return first | second
            return second._replace(furthest=further(first, second.furthest))
        return Parser(run, f"{self.name} or {other.name}")

    def __lt__(self, other):
        return Parser((self + other >> (lambda pair: pair[0])).run, self.name)

    def __gt__(self, other):
        return Parser((self + other >> (lambda pair: pair[-1])).run, other.name)

    def many(self, least=0):
        def run(text, at):
            values, furthest = [], None
            while isinstance(result := self.run(text, at), Success) and result.at > at:
                at = result.at
                values.append(result.value)
                furthest = further(furthest, result.furthest)
            if len(values) < least:
                return result
            return Success(at, values, further(furthest, result if isinstance(result, Failure) else None))
        return Parser(run, f"{self.name}...")

    def separated(self, by):
        rest = (skip(by) + self >> (lambda pair: pair[-1])).many()
        return (self + rest >> (lambda m: [m[0], *m[1]])) | succeed([])

    def __invert__(self):
        return self | succeed(None)

    def named(self, name):
        def run(text, at):
            result = self.run(text, at)
            return Failure(at, (name,)) if isinstance(result, Failure) and result.at == at else result
        return Parser(run, name)


class Many(list):
    """What a sequence gave; not to be taken for a list that was parsed."""


def further(a, b):
    return a | b if a and b else a or b


def succeed(value):
    return Parser(lambda text, at: Success(at, value), "nothing")


def skip(parser):
    return parser >> (lambda _: None)


def token(pattern, convert=lambda m: m[0], name=None):
    regex = re.compile(rf"(?:{pattern})\s*") if isinstance(pattern, str) else pattern

    def run(text, at):
        found = regex.match(text, at)
        return Success(found.end(), convert(found)) if found else Failure(at, (name or pattern,))
    return Parser(run, name or pattern)


def word(text):
    return token(re.escape(text), lambda m: text, repr(text))


def lazy(make):
    return Parser(lambda text, at: make().run(text, at), "later")


def between(left, inner, right):
    return word(left) + inner + word(right) >> (lambda m: m[1])


def unescape(match):
    return re.sub(r"\\(u[0-9a-f]{4}|.)", lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 5 else
                  {"n": "\n", "t": "\t"}.get(m[1], m[1]), match[1])


string = token(r'"((?:[^"\\]|\\.)*)"', unescape, "a string")
number = token(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", lambda m: float(m[0].strip()) if set(".eE") & set(m[0]) else int(m[0]), "a number")
constant = reduce(Parser.__or__, [word(w) >> (lambda _, v=v: v) for w, v in (("true", True), ("false", False), ("null", None))])
value = lazy(lambda: string | number | constant | array | record).named("a value")
array = between("[", value.separated(word(",")), "]")
member = string + word(":") + value >> (lambda m: (m[0], m[2]))
record = between("{", member.separated(word(",")), "}") >> dict

for text in ('{"a": [1, -2.5e3, "x\\n\\u00e9"], "b": {"c": null, "d": [[], {}, [true]]}}', "[]", "[1, 2,\n 3]", '"only"', "-0"):
    print(repr(value(text)))
for text in ("[1, 2", '{"a" 1}', "[1,, 2]", '{"a": tru}', "[1] x", "", "{\n  1: 2\n}"):
    try:
        print(value(text))
    except SyntaxProblem as e:
        print(repr(text), "->", e)

name = token(r"(?!and\b|or\b|not\b)[a-z_]\w*", lambda m: m[0].strip(), "a name")
operand = string | number | (name >> (lambda n: ("field", n)))
comparison = operand + token(r"<=|>=|!=|=|<|>|~", lambda m: m[0].strip(), "an operator") + operand >> (lambda m: (m[1], m[0], m[2]))
negation = lazy(lambda: word("not") + factor >> (lambda m: ("not", m[1])))
factor = between("(", lazy(lambda: query), ")") | negation | comparison


def chain(inner, text):
    step = word(text) + inner >> (lambda m: m[1])
    return inner + step.many() >> (lambda m: reduce(lambda a, b: (text, a, b), m[1], m[0]))


query = chain(chain(factor, "and"), "or")
TESTS = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b,
         "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "~": lambda a, b: re.search(b, a) is not None}


def holds(tree, row):
    match tree:
        case ("and", a, b):
            return holds(a, row) and holds(b, row)
        case ("or", a, b):
            return holds(a, row) or holds(b, row)
        case ("not", a):
            return not holds(a, row)
        case ("field", key):
            return row[key]
        case (test, a, b):
            return TESTS[test](holds(a, row), holds(b, row))
        case plain:
            return plain


rows = [{"name": n, "age": 7 * k % 50, "city": "abc"[k % 3]} for k, n in enumerate(["ann", "bob", "cat", "dan", "eve", "fay", "gus"])]
for text in ('age > 20 and city = "a"', 'not (age <= 20 or city != "a")', 'name ~ "a" and age < 30 or name = "gus"', '3 < 2 or not age > 7'):
    tree = query(text)
    print(tree, [r["name"] for r in rows if holds(tree, r)])
for text in ("age >", "age = 1 and", "(age = 1", "and", 'age ! 3'):
    try:
        query(text)
    except SyntaxProblem as e:
        print(repr(text), "->", e)
digits = lambda n: token(rf"\d{{{n}}}", lambda m: int(m[0]), f"{n} digits")
day = digits(4) + word("-") + digits(2) + ~(word("-") + digits(2) >> (lambda m: m[1])) >> (lambda m: (m[0], m[2], m[3]))
print(day("2024-05"), day("2024-05-06"), (number.many(2) >> sum)("1 2 3.5"), partial(word("x").many(1))("xx x"))
nested = "[" * 25 + "1" + "]" * 25
print(str(value(nested)) == nested, value("[" + ", ".join(f'{{"k{n}": [{n}, "{n}"]}}' for n in range(30)) + "]")[29])
