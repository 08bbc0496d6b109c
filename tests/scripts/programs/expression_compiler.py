# Arithmetic text to tree to code for a stack machine, folded and checked, with variables.
import re
from collections import namedtuple
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Union

Token = namedtuple("Token", "kind text column")


class Op(Enum):
    PUSH = "push"
    LOAD = "load"
    STORE = "store"
    ADD = "+"
    SUB = "-"
    MUL = "*"
    DIV = "/"
    MOD = "%"
    POW = "^"
    LT = "<"
    EQ = "=="
    NEG = "neg"
    JUMP = "jump"
    JUMP_IF_NOT = "jump if not"
    CALL = "call"
    POP = "pop"


class Instruction(NamedTuple):
    op: Op
    argument: object = None

    def __str__(self):
        return self.op.value if self.argument is None else f"{self.op.value} {self.argument}"


@dataclass(frozen=True)
class Num:
    value: Union[int, float]


@dataclass(frozen=True)
class Var:
    name: str


@dataclass(frozen=True)
class Binary:
    op: str
    left: object
    right: object


@dataclass(frozen=True)
class Negative:
    inner: object


@dataclass(frozen=True)
class Choice:
    test: object
    yes: object
    no: object


@dataclass(frozen=True)
class Call:
    name: str
    arguments: tuple


@dataclass(frozen=True)
class Assign:
    name: str
    value: object


class ParseError(Exception):
    def __init__(self, message, text, column):
        super().__init__(f"{message}\n  {text}\n  {' ' * column}^")


LEXER = re.compile(r"""(?P<num>\d+\.\d*|\.\d+|\d+) | (?P<name>[a-z_]\w*) |
                       (?P<op>==|[-+*/%^()<?:,=]) | (?P<space>\s+) | (?P<bad>.)""", re.X | re.I)
POWER = {"==": (2, 3), "<": (4, 5), "+": (6, 7), "-": (6, 7), "*": (8, 9), "/": (8, 9), "%": (8, 9), "^": (13, 12)}


def tokens(text):
    for found in LEXER.finditer(text):
        kind = found.lastgroup
        if kind == "bad":
            raise ParseError(f"strange {found[0]!r}", text, found.start())
        if kind != "space":
            yield Token(kind, found[0], found.start())
    yield Token("end", "", len(text))


class Parser:
    def __init__(self, text):
        self.text = text
        self.rest = tokens(text)
        self.token = next(self.rest)

    def advance(self):
        token, self.token = self.token, next(self.rest, None)
        return token

    def expect(self, text):
        if self.token.text != text:
            self.fail(f"{text!r} expected")
        return self.advance()

    def fail(self, message):
        raise ParseError(message, self.text, self.token.column)

    def parse(self):
        tree = self.expression(0)
        if self.token.kind != "end":
            self.fail("end expected")
        return tree

    def expression(self, least):
        left = self.prefix()
        while True:
            text = self.token.text
            if text == "?" and least <= 1:
                self.advance()
                yes = self.expression(0)
                self.expect(":")
                left = Choice(left, yes, self.expression(1))
            elif text == "=" and least == 0 and isinstance(left, Var):
                self.advance()
                left = Assign(left.name, self.expression(0))
            elif text in POWER and POWER[text][0] >= least and self.token.kind == "op":
                self.advance()
                left = Binary(text, left, self.expression(POWER[text][1]))
            else:
                return left

    def prefix(self):
        match self.advance():
            case Token("num", text):
                return Num(float(text) if "." in text else int(text))
            case Token("name", text) if self.token.text == "(":
                self.advance()
                arguments = []
                while self.token.text != ")":
                    arguments.append(self.expression(0))
                    if self.token.text != ")":
                        self.expect(",")
                self.advance()
                return Call(text, tuple(arguments))
            case Token("name", text):
                return Var(text)
            case Token(_, "-"):
                return Negative(self.expression(11))
            case Token(_, "("):
                inner = self.expression(0)
                self.expect(")")
                return inner
            case Token(_, text, column):
                raise ParseError(f"unexpected {text or 'end'}", self.text, column)


ACTIONS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
           "%": lambda a, b: a % b, "^": lambda a, b: a ** b, "<": lambda a, b: int(a < b), "==": lambda a, b: int(a == b)}
FUNCTIONS = {"max": max, "min": min, "abs": abs, "sum": lambda *a: sum(a)}


def fold(tree):
    match tree:
        case Binary(op, left, right):
            left, right = fold(left), fold(right)
            match op, left, right:
                case _, Num(a), Num(b):
                    try:
                        return Num(ACTIONS[op](a, b))
                    except ArithmeticError:
                        pass
                case ("+", Num(0), x) | ("+" | "-", x, Num(0)) | ("*", Num(1), x) | ("*" | "/" | "^", x, Num(1)):
                    return x
            return Binary(op, left, right)
        case Negative(inner):
            inner = fold(inner)
            return Num(-inner.value) if isinstance(inner, Num) else Negative(inner)
        case Choice(test, yes, no):
            test = fold(test)
            if isinstance(test, Num):
                return fold(yes if test.value else no)
            return Choice(test, fold(yes), fold(no))
        case Call(name, arguments):
            return Call(name, tuple(map(fold, arguments)))
        case Assign(name, value):
            return Assign(name, fold(value))
    return tree


def emit(tree, code):
    match tree:
        case Num(value):
            code.append(Instruction(Op.PUSH, value))
        case Var(name):
            code.append(Instruction(Op.LOAD, name))
        case Assign(name, value):
            emit(value, code)
            code.append(Instruction(Op.STORE, name))
        case Negative(inner):
            emit(inner, code)
            code.append(Instruction(Op.NEG))
        case Binary(op, left, right):
            emit(left, code)
            emit(right, code)
            code.append(Instruction(Op(op)))
        case Call(name, arguments):
            for argument in arguments:
                emit(argument, code)
            code.append(Instruction(Op.CALL, (name, len(arguments))))
        case Choice(test, yes, no):
            emit(test, code)
            skip = len(code)
            code.append(None)
            emit(yes, code)
            code[skip] = Instruction(Op.JUMP_IF_NOT, len(code) + 1)
            end = len(code)
            code.append(None)
            emit(no, code)
            code[end] = Instruction(Op.JUMP, len(code))
    return code


def execute(code, variables):
    stack, at, steps = [], 0, 0
    while at < len(code):
        op, argument = code[at]
        at += 1
        steps += 1
        if op is Op.PUSH:
            stack.append(argument)
        elif op is Op.LOAD:
            stack.append(variables[argument])
        elif op is Op.STORE:
            variables[argument] = stack[-1]
        elif op is Op.NEG:
            stack[-1] = -stack[-1]
        elif op is Op.JUMP:
            at = argument
        elif op is Op.JUMP_IF_NOT:
            at = at if stack.pop() else argument
        elif op is Op.CALL:
            name, count = argument
            inputs = [stack.pop() for _ in range(count)][::-1]
            stack.append(FUNCTIONS[name](*inputs))
        else:
            right = stack.pop()
            stack.append(ACTIONS[op.value](stack.pop(), right))
    assert len(stack) == 1
    return stack[0], steps


variables = {"x": 5, "y": 2.5}
for text in ("1 + 2 * 3 - 4", "2 ^ 3 ^ 2", "-2 ^ 2", "(1 + x) * y", "x < 10 ? x : -x", "a = b = x * 2",
             "a + b", "1 ? 2 : 3 ? 4 : 5", "max(x, y, 7) % 4 - min(1, -1)", "0 + x * 1 ^ 1", "10 / 4 / 5",
             "x == 5 ? (y < 1 ? 1 : 2) : sum()", "7 % 0", "sum(1, 2, 3) == 6", "2 * 3 < 7 ? 1.5 : zz"):
    tree = Parser(text).parse()
    plain, folded = emit(tree, []), emit(fold(tree), [])
    try:
        value, steps = execute(plain, variables)
        print(f"{text:32} {value!r:8} {steps:2} {execute(folded, variables)[1]:2}  {'; '.join(map(str, folded))}")
    except (ArithmeticError, LookupError) as e:
        print(f"{text:32} {type(e).__name__} {e}")
for text in ("1 +", "(1", "1 2", "f(1,,2)", "1 $ 2", "x = = 1", "3 = x"):
    try:
        print(Parser(text).parse())
    except ParseError as e:
        print(e)
print(Parser("-x + f(1, y)").parse())
deep = "1" + "".join(f" {'+-*'[n % 3]} ({n} - x)" for n in range(1, 50))
value, steps = execute(emit(fold(Parser(deep).parse()), []), variables)
print(value, steps, len(set(emit(Parser(deep).parse(), []))))
