# Types for a small lambda calculus: a reader, inference by unification, let-polymorphism, pairs and lists, faults with notes.
from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass, field, make_dataclass
from functools import reduce
from itertools import count
from string import ascii_lowercase
from typing import NamedTuple

TERMS = {"Var": "name", "Lit": "value", "Lam": "param body", "App": "fn arg", "Let": "name value body recursive", "If": "test then other"}
Var, Lit, Lam, App, Let, If = (make_dataclass(name, fields.split(), frozen=True) for name, fields in TERMS.items())
@dataclass(eq=False)
class Hole:
    number: int
    level: int
    link: Type | None = None
@dataclass(frozen=True)
class Con:
    name: str
    args: tuple = ()

Type = Hole | Con

Scheme = NamedTuple("Scheme", [("bound", frozenset), ("body", Type)])
class TypeFault(Exception):
    notes = property(lambda self: getattr(self, "__notes__", []))
    def within(self, term):
        if len(self.notes) < 3:
            self.add_note(f"in {show(term)}")
        return self

Mismatch, Infinite = (type(name, (TypeFault,), {}) for name in ("Mismatch", "Infinite"))

INT, BOOL, STR = Con("int"), Con("bool"), Con("str")
def arrow(*types):
    return reduce(lambda result, t: Con("->", (t, result)), reversed(types))
def prune(t):
    while isinstance(t, Hole) and t.link is not None:
        t = t.link
    return t

def name_types(t, names=None):
    names = {} if names is None else names
    def go(t, left=False):
        match prune(t):
            case Hole() as h:
                return "'" + names.setdefault(h, ascii_lowercase[len(names) % 26] + "1" * (len(names) // 26))
            case Con("->", (a, b)):
                text = f"{go(a, True)} -> {go(b)}"
                return f"({text})" if left else text
            case Con("list", (item,)):
                return f"[{go(item)}]"
            case Con("pair", (a, b)):
                return f"({go(a)}, {go(b)})"
            case Con(name):
                return name
    return go(t)

TOKENS = re.compile(r"\s*(?:(\d+)|\"([^\"]*)\"|(\\|->|==|[-+*<=()]|[a-z_]\w*'*|$)|(.))")
KEYWORDS = {"let", "rec", "in", "if", "then", "else", "true", "false"}

class Reader:
    LEVELS = [("==", "<"), ("+", "-"), ("*",)]
    def __init__(self, text):
        self.tokens = [(m.lastindex, m[m.lastindex]) for m in TOKENS.finditer(text)]
        if bad := [t for i, t in self.tokens if i == 4]:
            raise SyntaxError(f"odd character {bad[0]!r}")
        self.at = 0
    def accept(self, *wanted):
        kind, text = self.tokens[self.at]
        if kind == 3 and text in wanted:
            self.at += 1
            return text
    def need(self, wanted):
        if self.accept(wanted) is None:
            raise SyntaxError(f"wanted {wanted!r}, found {self.tokens[self.at][1]!r}")
    def name(self):
        kind, text = self.tokens[self.at]
        if kind != 3 or not text.isidentifier() or text in KEYWORDS:
            raise SyntaxError(f"{text!r} is no name")
        self.at += 1
        return text
    def term(self):
        if self.accept("\\"):
            names = [self.name(), *iter(lambda: None if self.accept("->") else self.name(), None)]
            return reduce(lambda body, n: Lam(n, body), reversed(names), self.term())
        if self.accept("let"):
            recursive = bool(self.accept("rec"))
            name, _, value, _ = self.name(), self.need("="), self.term(), self.need("in")
            return Let(name, value, self.term(), recursive)
        if self.accept("if"):
            test, _, then, _ = self.term(), self.need("then"), self.term(), self.need("else")
            return If(test, then, self.term())
        return self.binary(0)
    def binary(self, level):
        if level == len(self.LEVELS):
            return self.apply()
        left = self.binary(level + 1)
        while sign := self.accept(*self.LEVELS[level]):
            left = App(App(Var(sign), left), self.binary(level + 1))
        return left
    def apply(self):
        fn = self.atom()
        while (arg := self.atom(optional=True)) is not None:
            fn = App(fn, arg)
        return fn
    def atom(self, optional=False):
        kind, text = self.tokens[self.at]
        if kind == 3 and text not in ("(", "true", "false") and (not text.isidentifier() or text in KEYWORDS):
            if optional:
                return None
            raise SyntaxError(f"unexpected {text!r}" if text else "unexpected end")
        self.at += 1
        match kind, text:
            case 1, digits:
                term = Lit(int(digits))
            case 2, string:
                term = Lit(string)
            case 3, "true" | "false":
                term = Lit(text == "true")
            case 3, "(":
                term = self.term()
                self.need(")")
            case _:
                term = Var(text)
        return term

def parse(text):
    reader = Reader(text)
    term = reader.term()
    reader.need("")
    return term

def show(term):
    match term:
        case Var(name):
            return name
        case Lit(value):
            return str(value).lower() if isinstance(value, bool) else repr(value)
        case Lam(param, body):
            return f"(\\{param} -> {show(body)})"
        case App(fn, arg):
            return f"({show(fn)} {show(arg)})"
        case Let(name, value, body):
            return f"let {name} = {show(value)} in {show(body)}"
    return f"if {show(term.test)} then {show(term.then)} else {show(term.other)}"

@dataclass
class Checker:
    level: int = 0
    numbers: count = field(default_factory=count)
    unified: int = 0
    def hole(self):
        return Hole(next(self.numbers), self.level)
    def occurs(self, hole, t):
        match prune(t):
            case Hole() as other:
                other.level = min(other.level, hole.level)
                return other is hole
            case Con(args=args):
                return any([self.occurs(hole, a) for a in args])
    def unify(self, a, b):
        self.unified += 1
        match prune(a), prune(b):
            case x, y if x is y:
                pass
            case (Hole() as hole, t) | (t, Hole() as hole):
                if self.occurs(hole, t):
                    names = {}
                    raise Infinite(f"{name_types(hole, names)} would be {name_types(t, names)}")
                hole.link = t
            case Con(n, xs), Con(m, ys) if n == m and len(xs) == len(ys):
                for x, y in zip(xs, ys):
                    self.unify(x, y)
            case x, y:
                names = {}
                raise Mismatch(f"{name_types(x, names)} is not {name_types(y, names)}")
    def generalise(self, t):
        def holes(t):
            match prune(t):
                case Hole(level=level) as h if level > self.level:
                    yield h
                case Con(args=args):
                    for a in args:
                        yield from holes(a)
        return Scheme(frozenset(holes(t)), t)
    def instance(self, scheme):
        fresh = {h: self.hole() for h in scheme.bound}
        def copy(t):
            match prune(t):
                case Con(name, args):
                    return Con(name, tuple(map(copy, args)))
                case h:
                    return fresh.get(h, h)
        return copy(scheme.body)
    def infer(self, term, env):
        try:
            return self._infer(term, env)
        except TypeFault as fault:
            raise fault.within(term)
    def _infer(self, term, env):
        match term:
            case Lit(value):
                return {bool: BOOL, int: INT, str: STR}[type(value)]
            case Var(name):
                if name not in env:
                    raise TypeFault(f"nothing is called {name}")
                return self.instance(env[name])
            case Lam(param, body):
                t = self.hole()
                return arrow(t, self.infer(body, env.new_child({param: Scheme(frozenset(), t)})))
            case App(fn, arg):
                wanted, given, result = self.infer(fn, env), self.infer(arg, env), self.hole()
                self.unify(wanted, arrow(given, result))
                return result
            case Let(name, value, body, recursive):
                self.level += 1
                try:
                    own = self.hole()
                    inner = env.new_child({name: Scheme(frozenset(), own)}) if recursive else env
                    t = self.infer(value, inner)
                    self.unify(own, t)
                finally:
                    self.level -= 1
                return self.infer(body, env.new_child({name: self.generalise(t)}))
            case If(test, then, other):
                self.unify(self.infer(test, env), BOOL)
                t = self.infer(then, env)
                self.unify(t, self.infer(other, env))
                return t

A, B = Hole(-1, 1), Hole(-2, 1)
LIST, PAIR = Con("list", (A,)), Con("pair", (A, B))
BUILT_IN = {
    **dict.fromkeys("+-*", arrow(INT, INT, INT)), "<": arrow(INT, INT, BOOL), "==": arrow(A, A, BOOL), "length": arrow(STR, INT),
    "nil": LIST, "cons": arrow(A, LIST, LIST), "fold": arrow(arrow(B, A, B), B, LIST, B), "fix": arrow(arrow(A, A), A),
    "pair": arrow(A, B, PAIR), "fst": arrow(PAIR, A), "snd": arrow(PAIR, B)}
PROGRAMS = r"""
1 + 2 * 3 < 4
\x -> x
\f g x -> f (g x)
let id = \x -> x in pair (id 1) (id true)
(\id -> pair (id 1) (id true)) (\x -> x)
let rec fact = \n -> if n < 2 then 1 else n * fact (n - 1) in fact
let rec map = \f l -> fold (\acc x -> cons (f x) acc) nil l in map length (cons "a" nil)
let k = \x y -> x in let s = \f g x -> f x (g x) in s k k
\x -> x x
\x -> let y = x in pair y (\z -> y)
fix (\self n -> if n == 0 then "done" else self (n - 1))
let swap = \p -> pair (snd p) (fst p) in swap (swap (pair 1 "a"))
if 1 then 2 else 3
cons 1 (cons "two" nil)
let f = \x -> y in f
1 + length 5
let rec f = \x -> f in f
\x -> if x == x then nil else cons (x + 1) nil
let = 5
if 1 then 2
@
"""

def main():
    checker = Checker()
    world = ChainMap({name: checker.generalise(t) for name, t in BUILT_IN.items()})
    print({name: name_types(scheme.body) for name, scheme in world.items() if scheme.bound})
    for text in PROGRAMS.strip().splitlines():
        try:
            t = checker.infer(term := parse(text), world)
            print(f"{text:<88} : {name_types(t)}")
        except SyntaxError as e:
            print(f"{text:<88} ! {e.msg}")
        except TypeFault as e:
            print(f"{text:<88} ! {type(e).__name__}: {e}", *e.notes, sep="\n      ")
    print(checker.level, checker.unified, next(checker.numbers), show(parse(PROGRAMS.splitlines()[7])))
    print(parse("f x 1"), parse("f x 1") == parse("(f x) 1"), hash(parse("a b")) == hash(parse("a  b")), len({parse("x"), parse("(x)"), parse("y")}))
    print(name_types(arrow(*(Hole(n, 0) for n in range(28)))).replace(" ", ""), repr(arrow(INT, BOOL)))

main()
