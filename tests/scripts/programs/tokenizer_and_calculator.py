# A tokenizer and a recursive-descent calculator with variables and functions.


class Token:
    __slots__ = ("kind", "text", "column")

    def __init__(self, kind, text, column):
        self.kind, self.text, self.column = kind, text, column

    def __repr__(self):
        return f"{self.kind}:{self.text}@{self.column}"


class CalcError(Exception):
    def __init__(self, message, column):
        super().__init__(f"{message} (column {column})")
        self.column = column


OPERATORS = {"+", "-", "*", "/", "%", "(", ")", "=", ",", "**", "//"}


def tokenize(text):
    at = 0
    while at < len(text):
        c = text[at]
        if c.isspace():
            at += 1
        elif c.isdigit() or c == ".":
            end = at
            while end < len(text) and (text[end].isdigit() or text[end] == "."):
                end += 1
            if text[at:end].count(".") > 1:
                raise CalcError(f"bad number {text[at:end]!r}", at + 1)
            yield Token("number", text[at:end], at + 1)
            at = end
        elif c.isalpha() or c == "_":
            end = at
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
            yield Token("name", text[at:end], at + 1)
            at = end
        elif text[at:at + 2] in OPERATORS:
            yield Token("op", text[at:at + 2], at + 1)
            at += 2
        elif c in OPERATORS:
            yield Token("op", c, at + 1)
            at += 1
        else:
            raise CalcError(f"unexpected {c!r}", at + 1)
    yield Token("end", "", len(text) + 1)


class Calculator:
    LEVELS = [("+", "-"), ("*", "/", "//", "%")]

    def __init__(self):
        self.variables = {"pi": 3.5}
        self.functions = {"max": max, "min": min, "abs": abs, "sum": lambda *a: sum(a)}

    def run(self, text):
        self.tokens = list(tokenize(text))
        self.at = 0
        value = self.statement()
        if self.peek().kind != "end":
            raise CalcError(f"unexpected {self.peek().text!r}", self.peek().column)
        return value

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self, *texts):
        token = self.peek()
        if token.kind == "op" and token.text in texts:
            self.at += 1
            return token
        return None

    def statement(self):
        if self.peek().kind == "name" and self.peek(1).text == "=":
            name = self.peek().text
            self.at += 2
            self.variables[name] = value = self.statement()
            return value
        return self.binary(0)

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while token := self.take(*self.LEVELS[level]):
            right = self.binary(level + 1)
            try:
                left = {"+": lambda: left + right, "-": lambda: left - right,
                        "*": lambda: left * right, "/": lambda: left / right,
                        "//": lambda: left // right, "%": lambda: left % right}[token.text]()
            except ZeroDivisionError as e:
                raise CalcError(str(e), token.column) from e
        return left

    def unary(self):
        if self.take("-"):
            return -self.unary()
        base = self.atom()
        if self.take("**"):
            return base ** self.unary()
        return base

    def atom(self):
        token = self.peek()
        self.at += 1
        match token.kind, token.text:
            case "number", text:
                return float(text) if "." in text else int(text)
            case "name", name if self.take("("):
                arguments = []
                while not self.take(")"):
                    arguments.append(self.statement())
                    if not self.take(",") and self.peek().text != ")":
                        raise CalcError("expected ','", self.peek().column)
                if name not in self.functions:
                    raise CalcError(f"no function {name!r}", token.column)
                return self.functions[name](*arguments)
            case "name", name:
                try:
                    return self.variables[name]
                except KeyError:
                    raise CalcError(f"no variable {name!r}", token.column) from None
            case "op", "(":
                value = self.statement()
                if not self.take(")"):
                    raise CalcError("expected ')'", self.peek().column)
                return value
        raise CalcError(f"unexpected {token.text or 'end'!r}", token.column)


calc = Calculator()
for line in ["1 + 2 * 3", "2 ** 3 ** 2", "-2 ** 2", "(1 + 2) * -3", "a = b = 7", "a * b // 4 % 5",
             "max(1, a, sum(1, 2, b))", "10 / 4", "pi * 2", "1 / 0", "2 +", "1..2", "c + 1",
             "f(1)", "max(1 2)", "(1", "3 $ 4", "99 ** 20", "1 2"]:
    try:
        print(line, "->", calc.run(line))
    except CalcError as e:
        print(line, "->", type(e).__name__, e, type(e.__cause__).__name__)
print(list(tokenize("x1=-2.5**y")))
print(sorted(calc.variables.items()))

# expect: 1 + 2 * 3 -> 7
# expect: 2 ** 3 ** 2 -> 512
# expect: -2 ** 2 -> -4
# expect: (1 + 2) * -3 -> -9
# expect: a = b = 7 -> 7
# expect: a * b // 4 % 5 -> 2
# expect: max(1, a, sum(1, 2, b)) -> 10
# expect: 10 / 4 -> 2.5
# expect: pi * 2 -> 7.0
# expect: 1 / 0 -> CalcError division by zero (column 3) ZeroDivisionError
# expect: 2 + -> CalcError unexpected 'end' (column 4) NoneType
# expect: 1..2 -> CalcError bad number '1..2' (column 1) NoneType
# expect: c + 1 -> CalcError no variable 'c' (column 1) NoneType
# expect: f(1) -> CalcError no function 'f' (column 1) NoneType
# expect: max(1 2) -> CalcError expected ',' (column 7) NoneType
# expect: (1 -> CalcError expected ')' (column 3) NoneType
# expect: 3 $ 4 -> CalcError unexpected '$' (column 3) NoneType
# expect: 99 ** 20 -> 8179069375972308708891986605443361898001
# expect: 1 2 -> CalcError unexpected '2' (column 3) NoneType
# expect: [name:x1@1, op:=@3, op:-@4, number:2.5@5, op:**@8, name:y@10, end:@11]
# expect: [('a', 7), ('b', 7), ('pi', 3.5)]
