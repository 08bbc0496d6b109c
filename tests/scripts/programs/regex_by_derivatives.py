# Regular expressions by Brzozowski derivatives: smart constructors, a parser, a lazy automaton, minimisation.
import re
import string
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from itertools import islice, product
from operator import and_, or_

class Regex:
    """Base of all expressions; operators build new ones in normal form."""
    nullable = False

    def __or__(self, other):
        return many(Alt, self, other, EMPTY, ALL)

    def __and__(self, other):
        return many(Both, self, other, ALL, EMPTY)

    def __add__(self, other):
        return cat(self, other)

    def __invert__(self):
        return self.inner if isinstance(self, Not) else Not(self)

    def __mul__(self, times):
        match times:
            case int(n):
                return reduce(cat, [self] * n, EPSILON)
            case (low, None):
                return self * low + star(self)
            case (low, high):
                return self * low + (self | EPSILON) * (high - low)
        return NotImplemented

    def __lt__(self, other):
        return str(self) < str(other)

@dataclass(frozen=True)
class Chars(Regex):
    letters: frozenset
    negated: bool = False

    def __contains__(self, c):
        return (c in self.letters) != self.negated

    def derive(self, c):
        return EPSILON if c in self else EMPTY

    def __str__(self):
        if len(self.letters) == 1 and not self.negated:
            return "".join(self.letters)
        return f"[{'^' if self.negated else ''}{''.join(sorted(self.letters))}]" if self.letters else "." if self.negated else "{}"

@dataclass(frozen=True)
class Epsilon(Regex):
    nullable = True
    derive = lambda self, c: EMPTY
    __str__ = lambda self: "ε"

@dataclass(frozen=True)
class Cat(Regex):
    first: Regex
    second: Regex

    nullable = property(lambda self: self.first.nullable and self.second.nullable)

    def derive(self, c):
        head = self.first.derive(c) + self.second
        return head | self.second.derive(c) if self.first.nullable else head

    def __str__(self):
        return "".join(f"({p})" if isinstance(p, (Alt, Both)) else str(p) for p in (self.first, self.second))

@dataclass(frozen=True)
class Many(Regex):
    parts: frozenset

    @cached_property
    def nullable(self):
        return self.fold(p.nullable for p in self.parts)

    def derive(self, c):
        return reduce(self.join, sorted(p.derive(c) for p in self.parts))

    def __str__(self):
        return self.sign.join(f"({p})" if isinstance(p, Many) else str(p) for p in sorted(self.parts))

class Alt(Many):
    sign, fold, join = "|", staticmethod(any), staticmethod(lambda a, b: a | b)

class Both(Many):
    sign, fold, join = "&", staticmethod(all), staticmethod(lambda a, b: a & b)

@dataclass(frozen=True)
class Star(Regex):
    inner: Regex
    nullable = True

    def derive(self, c):
        return self.inner.derive(c) + self

    def __str__(self):
        s = str(self.inner)
        return f"{s}*" if isinstance(self.inner, Chars) else f"({s})*"

@dataclass(frozen=True)
class Not(Regex):
    inner: Regex
    nullable = property(lambda self: not self.inner.nullable)

    def derive(self, c):
        return ~self.inner.derive(c)

    def __str__(self):
        return f"!({self.inner})"

EMPTY, EPSILON, ANY = Chars(frozenset()), Epsilon(), Chars(frozenset(), True)
ALL = Star(ANY)

def many(kind, a, b, neutral, zero):
    parts = set()
    for x in (a, b):
        parts |= x.parts if isinstance(x, kind) else {x}
    parts -= {neutral}
    if zero in parts:
        return zero
    if not parts:
        return neutral
    return parts.pop() if len(parts) == 1 else kind(frozenset(parts))

def cat(a, b):
    match a, b:
        case (x, _) | (_, x) if x == EMPTY:
            return EMPTY
        case Epsilon(), r:
            return r
        case r, Epsilon():
            return r
        case Cat(x, y), z:
            return Cat(x, cat(y, z))
    return Cat(a, b)

def star(r):
    match r:
        case Star() | Epsilon():
            return r
        case Chars(letters, False) if not letters:
            return EPSILON
    return Star(r)

class Parser:
    def __init__(self, text):
        self.tokens = deque(re.findall(r"\\.|\[\^?[^\]]+\]|\{\d+(?:,\d*)?\}|.", text))
        self.result = self.union()
        if self.tokens:
            raise ValueError(f"unexpected {self.tokens[0]!r} in {text!r}")

    def peek(self):
        return self.tokens[0] if self.tokens else ""

    def chain(self, sign, below, join):
        r = below()
        while self.peek() == sign:
            self.tokens.popleft()
            r = join(r, below())
        return r

    def union(self):
        return self.chain("|", lambda: self.chain("&", self.series, and_), or_)

    def series(self):
        parts = []
        while self.peek() not in ("", "|", "&", ")"):
            parts.append(self.repeat())
        return reduce(lambda acc, r: r + acc, reversed(parts), EPSILON)

    def repeat(self):
        r = self.atom()
        while True:
            match self.peek():
                case "*" | "+" | "?" as sign:
                    r = {"*": star, "+": lambda r: r + star(r), "?": lambda r: r | EPSILON}[sign](r)
                case t if t.startswith("{") and len(t) > 1:
                    low, comma, high = t[1:-1].partition(",")
                    r = r * ((int(low), int(high) if high else None) if comma else int(low))
                case _:
                    return r
            self.tokens.popleft()

    def atom(self):
        match self.tokens.popleft():
            case "(":
                r = self.union()
                if self.peek() != ")":
                    raise ValueError("missing )")
                self.tokens.popleft()
                return r
            case "!":
                return ~self.repeat()
            case ".":
                return ANY
            case "\\d":
                return Chars(frozenset(string.digits))
            case t if t[0] == "[" and len(t) > 1:
                body = t[1:-1].removeprefix("^")
                spans = re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), body)
                return Chars(frozenset(spans), t[1] == "^")
            case ("*" | "+" | "?") as t:
                raise ValueError(f"nothing to repeat before {t}")
            case t:
                return Chars(frozenset(t[-1]))

@cache
def compile(text):
    return Parser(text).result

def fullmatch(regex, text):
    for c in text:
        regex = regex.derive(c)
    return regex.nullable

def automaton(regex, alphabet):
    numbers, queue, table = {regex: 0}, deque([regex]), []
    while queue:
        state = queue.popleft()
        row = {}
        for c in alphabet:
            after = state.derive(c)
            if after not in numbers:
                numbers[after] = len(numbers)
                queue.append(after)
            row[c] = numbers[after]
        table.append((state.nullable, row))
    return table, list(numbers)

def minimise(table):
    group = [int(accepting) for accepting, _ in table]
    while True:
        seen = {}
        new = [seen.setdefault((group[i], *(group[t] for t in row.values())), len(seen)) for i, (_, row) in enumerate(table)]
        if len(seen) == len(set(group)):
            return new
        group = new

def words(table, longest):
    frontier = [("", 0)]
    for _ in range(longest + 1):
        yield from (w for w, s in frontier if table[s][0])
        frontier = [(w + c, t) for w, s in frontier for c, t in table[s][1].items()]

def main():
    for text in ("a", "ab*", "(a|b)*abb", "a?b?", "(a*)*", "a|a|b", "a{2,3}", "(ab){2}", "a{1,}", "!(a*)", ".*a.*&!(.*b.*)", "[a-c]+", "()"):
        regex = compile(text)
        table, states = automaton(regex, "ab")
        print(f"{text:16} {str(regex):24} {len(states)} states, {len(set(minimise(table)))} least,",
              " ".join(repr(w)[1:-1] or "ε" for w in islice(words(table, 4), 5)))
    for bad in ("a)", "(a", "*a", "a|+"):
        try:
            compile(bad)
        except ValueError as e:
            print("ValueError:", e)
    agree = defaultdict(int)
    for text in ("(a|b)*abb", "a*b*", "(ab|ba)*", "a(.|b)?", "[^a]b+", "(aa|b){1,2}", "((a|b)(a|b))*"):
        mine, theirs = compile(text), re.compile(text)
        for w in map("".join, (p for n in range(6) for p in product("ab", repeat=n))):
            agree[fullmatch(mine, w), bool(theirs.fullmatch(w))] += 1
    print(*sorted(agree.items()), sep="\n")
    number = compile(r"-?\d+(\.\d+)?")
    print([w for w in ["1", "-20.5", "3.", ".5", "--1", "007"] if fullmatch(number, w)])
    password = compile(r".{6,}&.*\d.*&.*[A-Z].*&!(.* .*)")
    print({w: fullmatch(password, w) for w in ("Secret7", "secret7", "S7", "Sec ret7", "SECRET")})
    r = compile("(ab|c)*")
    for c in "abca":
        r = r.derive(c)
        print(f"  after {c}: {r}", r.nullable, r == compile("(c|ab)*"))
    print(compile("(a|b)|(c|a)") == compile("c|b|a"), compile("a&a") is compile("a&a"), compile.cache_info().hits > 0, hash(ALL) == hash(Star(ANY)), sep="\n")

main()
