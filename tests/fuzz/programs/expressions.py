"""Expressions of a wanted type; now and then of another one, so that errors are compared too."""

# Sets stay out of other values: a program must not see their order.
TYPES = ["int", "float", "str", "bool", "list", "tuple", "dict", "bytes", "none", "complex"]

INTS = ["0", "1", "2", "-1", "3", "7", "10", "-5", "255", "256", "1000", "2**31", "2**63",
        "-2**63", "2**64 + 1", "10**20", "-10**18", "123456789", "0x7f", "0b1011", "1_000"]
FLOATS = ["0.0", "1.5", "-2.25", "1e10", "3.14159", "-0.0", "1e-7", "1e16", "123456.789",
          "0.1", "float('inf')", "2.5", "1e300", "5e-324", "float('nan')"]
COMPLEXES = ["0j", "1j", "-1j", "2.5j", "(1+2j)", "(-3-4j)", "(0.5-0j)", "1e300j", "(1e16+1e-7j)",
             "complex(-0.0, -0.0)", "complex('nan')", "complex('inf')", "complex(1, float('inf'))",
             "1_0j", "complex(0.1, 0.3)", "complex(-1)", "complex(3)"]
STRINGS = ["''", "'a'", "'abc'", "'Hello World'", "'  pad '", "'x,y,,z'", "'123'", "'äöü'",
           "'日本'", "'a\\nb\\n'", "'tab\\tq'", "'\\'quote'", "'ß'", "'AbC dEf'", "'aaa'",
           "'😀x'", "'line1\\r\\nline2'", "'%s'", "'{}'", "'-12'", "'1.5'", "'\\x00\\x7f\\xa0'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'Hello World'", "b'1,2,3'", "b'  x '"]


class Expressions:
    """Mixed into the generator. `level` bounds the nesting."""

    def expr(self, kind=None, level=3):
        if kind is None or kind == "any":
            kind = self.pick(TYPES)
        if level > 0 and self.chance(0.015):
            return f"({self.expr(self.pick(TYPES), level - 1)})"  # The wrong one.
        same = [n for n, t in self.variables.items() if t == kind]
        if same and self.chance(0.45):
            return self.pick(same)
        if level > 0 and self.chance(0.12):
            return self.wrapped(kind, level - 1)
        return getattr(self, "expr_" + kind)(level)

    def wrapped(self, kind, level):
        choice = self.number(0, 7)
        a = self.expr(kind, level)
        a = f"({a})" if a[0] in "0123456789-" else a
        if choice == 0:
            return f"({a} if {self.expr('bool', level)} else {self.expr(kind, level)})"
        if choice == 1:
            return f"({a} or {self.expr(kind, level)})"
        if choice == 2:
            return f"({a} and {self.expr(kind, level)})"
        if choice == 3:
            name = self.fresh("w")
            return f"(lambda {name}, k={self.expr('int', 0)}: {name})({a})"
        if choice == 4:
            return f"[{a}, {self.expr('any', level)}][{self.pick(['0', '-2', '0', '1'])}]"
        if choice == 5:
            return f"{{'k': {a}}}['k']"
        if choice == 6:
            name = self.fresh("c")
            return f"[{name} for {name} in ({a},)][0]"
        return f"({a})"

    # -- Scalars ------------------------------------------------------------------------

    def expr_none(self, level):
        return "None"

    def expr_int(self, level):
        if level <= 0 or self.chance(0.2):
            return self.pick(INTS) if self.chance(0.5) else str(self.number(-20, 20))
        sub = lambda kind="int": self.expr(kind, level - 1)
        choice = self.number(0, 15)
        if choice <= 3:
            return f"({sub()} {self.pick(['+', '-', '*', '//', '%', '&', '|', '^'])} {sub()})"
        if choice == 4:
            return f"({sub()} {self.pick(['<<', '>>'])} {self.number(0, 70)})"
        if choice == 5:
            return f"({sub()} ** {self.number(0, 5)})"
        if choice == 6:
            return f"{self.pick(['-', '~', '+', 'abs', 'int'])}({sub()})"
        if choice == 7:
            return f"len({self.expr(self.pick(['str', 'list', 'dict', 'set', 'tuple']), level - 1)})"
        if choice == 8:
            return f"sum({self.expr_int_list(level - 1)})"
        if choice == 9:
            return f"{self.pick(['min', 'max'])}({sub()}, {sub()})"
        if choice == 10:
            return f"int({self.pick([sub('float'), sub('str'), sub('bool')])})"
        if choice == 11:
            method = self.pick(["find", "count", "rfind", "index", "rindex"])
            return f"{sub('str')}.{method}({sub('str')})"
        if choice == 12:
            return f"{self.expr_int_list(level - 1)}[{self.number(-4, 4)}]"
        if choice == 13:
            return f"divmod({sub()}, {sub()})[{self.number(0, 1)}]"
        if choice == 14:
            return f"({sub()}).bit_length()"
        return f"{sub('list')}.{self.pick(['count', 'index'])}({sub('any')})"

    def expr_float(self, level):
        if level <= 0 or self.chance(0.3):
            return self.pick(FLOATS)
        sub = lambda kind="float": self.expr(kind, level - 1)
        choice = self.number(0, 6)
        if choice <= 2:
            return f"({sub()} {self.pick(['+', '-', '*', '/', '//', '%'])} {sub(self.pick(['float', 'int']))})"
        if choice == 3:
            return f"({sub('int')} / {sub('int')})"
        if choice == 4:
            return f"round({sub()}, {self.number(-3, 5)})"
        if choice == 5:
            return f"float({sub(self.pick(['int', 'str', 'float']))})"
        return f"-({sub()})"

    def expr_complex(self, level):
        if level <= 0 or self.chance(0.3):
            return self.pick(COMPLEXES)
        sub = lambda kind="complex": self.expr(kind, level - 1)
        number = lambda: sub(self.pick(["complex", "complex", "int", "float", "bool"]))
        choice = self.number(0, 10)
        if choice <= 2:
            a, b = self.pick([(sub(), number()), (number(), sub())])
            return f"({a} {self.pick(['+', '-', '*', '/', '**'])} {b})"
        if choice == 3:
            return f"complex({number()}, {number()})"
        if choice == 4:
            return f"complex({self.pick([number(), sub('str'), f'repr({sub()})', f'str({number()})'])})"
        if choice == 5:
            return f"({sub()}).conjugate()"
        if choice == 6:
            return f"{self.pick(['-', '+', 'abs', '~', 'bool', 'complex'])}({sub()})"
        if choice == 7:
            return f"({sub()}).{self.pick(['real', 'imag'])}"
        if choice == 8:
            return f"sum([{sub()}, {number()}, {number()}])"
        if choice == 9:
            return f"hash({self.pick(COMPLEXES).replace('nan', 'inf')})"
        return f"({sub()} {self.pick(['//', '%', '<', '&'])} {number()})"

    def expr_bool(self, level):
        if level <= 0:
            return self.pick(["True", "False"])
        sub = lambda kind: self.expr(kind, level - 1)
        choice = self.number(0, 10)
        kind = self.pick(TYPES)
        compare = self.pick(["==", "!=", "<", "<=", ">", ">="])
        if choice <= 2:
            number = self.pick(["int", "float", "complex"]) if choice < 2 else "float"
            return f"({sub(number)} {compare} {sub('int')})"
        if choice == 3:
            return f"({sub(kind)} {compare} {sub(kind)})"
        if choice == 4:
            return f"({sub('any')} {self.pick(['in', 'not in'])} {sub(self.pick(['list', 'tuple', 'dict', 'set']))})"
        if choice == 5:
            return f"({sub('str')} in {sub('str')})"
        if choice == 6:
            return f"(not {sub('any')})"
        if choice == 7:
            return f"{self.pick(['any', 'all'])}({sub('list')})"
        if choice == 8:
            method = self.pick(["isdigit", "isalpha", "isupper", "islower", "isspace",
                                "isalnum", "istitle", "isidentifier", "isascii",
                                "isprintable", "isnumeric", "isdecimal"])
            return f"{sub('str')}.{method}()"
        if choice == 9:
            return f"({sub('int')} {compare} {sub('int')} {self.pick(['<', '>=', '!='])} {sub('int')})"
        return f"({sub('str')}).{self.pick(['startswith', 'endswith'])}({self.pick([sub('str'), '(' + sub('str') + ', ' + sub('str') + ')'])})"

    # -- Text ---------------------------------------------------------------------------

    def spec(self):
        fill = self.pick(["", "", "*<", "_>", "0^", "x=", "<", ">", "^", "="])
        sign = self.pick(["", "", "+", " ", "-"])
        alternate = self.pick(["", "", "", "#"])
        zero = self.pick(["", "", "0"])
        width = self.pick(["", "", "5", "12", "1"])
        comma = self.pick(["", "", "", ",", "_"])
        precision = self.pick(["", "", ".2", ".0", ".10"])
        letter = self.pick(["", "", "d", "s", "f", "e", "g", "x", "X", "b", "o", "%", "n", "c",
                            "E", "G", "F"])
        return fill + sign + alternate + zero + width + comma + precision + letter

    def expr_str(self, level):
        if level <= 0 or self.chance(0.2):
            return self.pick(STRINGS)
        sub = lambda kind="str": self.expr(kind, level - 1)
        choice = self.number(0, 21)
        if choice <= 2:
            return f"({sub()} + {sub()})"
        if choice == 3:
            return f"({sub()} * {self.number(-1, 4)})"
        if choice == 4:
            return f"{sub()}.{self.pick(['upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip', 'lstrip', 'rstrip', 'casefold', 'expandtabs'])}()"
        if choice == 5:
            return f"{sub()}.replace({sub()}, {sub()}{self.pick(['', ', 1', ', -1'])})"
        if choice == 6:
            return f"{sub()}.{self.pick(['center', 'ljust', 'rjust'])}({self.number(0, 15)}{self.pick(['', ', %r' % '*'])})"
        if choice == 7:
            return f"{sub()}.zfill({self.number(0, 12)})"
        if choice == 8:
            return f"{sub()}.join({sub()} for _ in range({self.number(0, 3)}))"
        if choice == 9:
            return f"{sub()}[{self.slice_text(level)}]"
        if choice == 10:
            return f"{sub()}[{self.number(-5, 5)}]"
        if choice == 11:
            return f"{self.pick(['str', 'repr', 'ascii'])}({self.expr(self.pick(['int', 'float', 'str', 'list', 'tuple', 'bytes', 'complex']), level - 1)})"
        if choice <= 14:
            parts = []
            for _ in range(self.number(1, 3)):
                value = self.expr(self.pick(["int", "float", "complex", "str", "any"]), level - 1)
                value = f"({value})"
                if "'" in value or "\\" in value or "set" in value or "{" in value:
                    value = self.pick(["42", "-7", "2.5", "None", "True"])
                conversion = self.pick(["", "", "", "!r", "!s", "!a"])
                spec = ":" + self.spec() if self.chance(0.6) else ""
                parts.append(self.pick(["", "x=", "{{", "}}", " "]) + "{" + value + conversion + spec + "}")
            return 'f"' + "".join(parts) + '"'
        if choice == 15:
            return f"'{{{self.pick(['', '0', '0!r', '0:' + self.spec(), 'k', '1'])}}}'.format({sub('any')}, k={sub('int')})"
        if choice == 16:
            flags = self.pick(["", "-", "0", "+", " ", "#", "05", "-8", "+.3", "10.2", ".1"])
            letter = self.pick("dsrxofegiXEGca%")
            return f"'[%{flags}{letter}]' % ({sub(self.pick(['int', 'float', 'complex', 'str', 'any']))},)"
        if choice == 17:
            kind = self.pick(["int", "float", "complex", "str"])
            return f"format({sub(kind)}, {self.spec()!r})"
        if choice == 18:
            return f"{self.pick(['hex', 'bin', 'oct'])}({sub('int')})"
        if choice == 19:
            return f"chr({self.pick(['65', '8364', '0x1F600', '97', sub('int')])})"
        if choice == 20:
            return f"{sub()}.{self.pick(['removeprefix', 'removesuffix', 'strip', 'lstrip', 'rstrip'])}({sub()})"
        return f"{sub()}.translate({{97: 'A', 98: None, 99: 100}})"

    def expr_bytes(self, level):
        if level <= 0 or self.chance(0.4):
            return self.pick(BYTES)
        sub = lambda kind="bytes": self.expr(kind, level - 1)
        choice = self.number(0, 6)
        if choice == 0:
            return f"({sub()} + {sub()})"
        if choice == 1:
            return f"{sub('str')}.encode({self.pick(['', repr('latin-1'), repr('ascii')])})"
        if choice == 2:
            return f"{sub()}[{self.slice_text(level)}]"
        if choice == 3:
            return f"bytes({self.expr_int_list(level - 1)})"
        if choice == 4:
            return f"{sub()}.{self.pick(['upper', 'lower', 'strip', 'title'])}()"
        if choice == 5:
            return f"({sub()} * {self.number(-1, 3)})"
        return f"{sub()}.replace({sub()}, {sub()})"

    # -- Containers ---------------------------------------------------------------------

    def slice_text(self, level):
        part = lambda: self.pick(["", "", str(self.number(-5, 5)), str(self.number(-5, 5))])
        text = part() + ":" + part()
        if self.chance(0.4):
            text += ":" + self.pick(["", "1", "2", "-1", "-2", "-1", "0", "3"])
        return text

    def expr_int_list(self, level):
        items = [self.expr("int", 0) for _ in range(self.number(1, 5))]
        return "[" + ", ".join(items) + "]"

    def expr_iterable(self, level):
        sub = lambda kind: self.expr(kind, level - 1)
        choice = self.number(0, 9)
        if choice == 0:
            return f"range({self.number(0, 6)})"
        if choice == 1:
            return f"range({self.number(-5, 5)}, {self.number(-10, 10)}, {self.pick(['1', '2', '-1', '-3'])})"
        if choice == 2:
            return f"enumerate({sub('list')}{self.pick(['', ', 5', ', start=-1'])})"
        if choice == 3:
            return f"zip({sub('list')}, {sub(self.pick(['str', 'tuple', 'list']))})"
        if choice == 4:
            return f"reversed({sub(self.pick(['list', 'tuple', 'str']))})"
        if choice == 5:
            return f"{sub('dict')}.{self.pick(['items', 'keys', 'values'])}()"
        if choice == 6:
            return f"map({self.pick(['str', 'repr', 'bool', 'type', 'len', 'int'])}, {sub('list')})"
        if choice == 7:
            return f"filter({self.pick(['None', 'bool', 'callable'])}, {sub('list')})"
        return sub(self.pick(["list", "tuple", "str", "list"]))

    def expr_list(self, level):
        if level <= 0:
            return self.pick(["[]", "[1]", "[1, 2, 3]", "['a', 'b']", "[3, 1, 2]", "[None, 1.5]"])
        sub = lambda kind="list": self.expr(kind, level - 1)
        choice = self.number(0, 14)
        if choice <= 2:
            items = [("*" + self.expr_iterable(level - 1)) if self.chance(0.12)
                     else self.expr("any", level - 1) for _ in range(self.number(0, 4))]
            return "[" + ", ".join(items) + "]"
        if choice <= 5:
            return "[" + self.comprehension(level) + "]"
        if choice == 6:
            return f"({sub()} + {sub()})"
        if choice == 7:
            return f"{sub()}[{self.slice_text(level)}]"
        if choice == 8:
            key = self.pick(["", ", key=str", ", key=repr, reverse=True", ", reverse=True",
                             ", key=lambda q: (type(q).__name__, repr(q))", ", key=len"])
            return f"sorted({self.pick([sub(), self.expr_int_list(level - 1)])}{key})"
        if choice == 9:
            return f"list({self.expr_iterable(level)})"
        if choice == 10:
            return f"{sub('str')}.{self.pick(['split', 'rsplit', 'splitlines'])}({self.pick(['', '', sub('str')])})"
        if choice == 11:
            return f"({sub()} * {self.number(-1, 3)})"
        if choice == 12:
            return f"{sub()}.copy()"
        if choice == 13:
            return f"list({sub('str')}.partition({sub('str')}))"
        return f"[{sub('any')}, {sub('any')}]"

    def comprehension(self, level, element=None):
        outer = dict(self.variables)
        first = self.fresh("c")
        source = self.expr_iterable(level - 1)
        self.variables[first] = self.pick(["int", "str", "any"])
        tail = f"for {first} in {source}"
        if self.chance(0.3):
            second = self.fresh("c")
            tail += f" for {second} in {self.pick([f'range({self.number(0, 3)})', self.expr('list', 0), f'[{first}]'])}"
            self.variables[second] = "int"
        if self.chance(0.35):
            tail += f" if {self.expr('bool', level - 1)}"
        if element is None:
            element = self.pick([first, f"({first}, {self.expr('any', level - 1)})",
                                 self.expr("any", level - 1), f"(lambda: {first})()"])
        else:
            element = element(first)
        self.variables = outer
        return f"{element} {tail}"

    def expr_tuple(self, level):
        if level <= 0:
            return self.pick(["()", "(1,)", "(1, 2)", "('a', 1)", "(1, (2, 3))"])
        choice = self.number(0, 5)
        if choice <= 1:
            items = [self.expr("any", level - 1) + "," for _ in range(self.number(1, 4))]
            return "(" + " ".join(items) + ")"
        if choice == 2:
            return f"tuple({self.comprehension(level)})"
        if choice == 3:
            return f"({self.expr('tuple', level - 1)} + {self.expr('tuple', level - 1)})"
        if choice == 4:
            return f"{self.expr('tuple', level - 1)}[{self.slice_text(level)}]"
        return f"tuple({self.expr_iterable(level - 1)})"

    def expr_dict(self, level):
        if level <= 0:
            return self.pick(["{}", "{'a': 1}", "{'a': 1, 'b': 2}", "{1: 'x', 2: 'y'}"])
        choice = self.number(0, 8)
        if choice <= 3:
            items = []
            for _ in range(self.number(0, 4)):
                if self.chance(0.1):
                    items.append("**" + self.expr("dict", level - 1))
                else:
                    key = self.expr(self.pick(["str", "int", "tuple", "str", "any"]), 0)
                    items.append(f"{key}: {self.expr('any', level - 1)}")
            return "{" + ", ".join(items) + "}"
        if choice == 4:
            value = self.expr("any", level - 1)
            return "{" + self.comprehension(level, lambda c: f"{c}: {value}") + "}"
        if choice == 5:
            return f"({self.expr('dict', level - 1)} | {self.expr('dict', level - 1)})"
        if choice == 6:
            return f"dict({self.pick(['zip(' + self.expr('str', 0) + ', range(9))', self.expr('dict', level - 1), 'a=1, b=' + self.expr('any', level - 1)])})"
        if choice == 7:
            return f"dict.fromkeys({self.expr_iterable(level - 1)}, {self.expr('any', level - 1)})"
        return f"{self.expr('dict', level - 1)}.copy()"

    def expr_set(self, level):
        if level <= 0:
            return self.pick(["set()", "{1, 2}", "{'a'}", "frozenset([1])"])
        choice = self.number(0, 4)
        if choice == 0:
            return "{" + ", ".join(self.expr(self.pick(["int", "str", "tuple"]), 0) for _ in range(self.number(1, 4))) + "}"
        if choice == 1:
            return f"({self.expr('set', level - 1)} {self.pick('|&-^')} {self.expr('set', level - 1)})"
        if choice == 2:
            return f"set({self.expr_int_list(level - 1)})"
        if choice == 3:
            return "{" + self.comprehension(level, lambda c: f"repr({c})") + "}"
        return f"frozenset({self.expr('str', level - 1)})"
