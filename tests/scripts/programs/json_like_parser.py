# A parser and a writer for a JSON with comments, trailing commas and bare keys.


class ParseError(ValueError):
    def __init__(self, message, text, at):
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        super().__init__(f"{message} at {line}:{column}")
        self.line, self.column = line, column


class Parser:
    ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "b": "\b"}
    WORDS = {"true": True, "false": False, "null": None}

    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self, message, at=None):
        raise ParseError(message, self.text, self.at if at is None else at)

    @property
    def rest(self):
        return self.text[self.at:]

    def skip(self):
        while self.at < len(self.text):
            if self.text[self.at].isspace():
                self.at += 1
            elif self.rest.startswith("//"):
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.rest.startswith("/*"):
                end = self.text.find("*/", self.at)
                if end < 0:
                    self.fail("comment without end")
                self.at = end + 2
            else:
                break

    def peek(self):
        self.skip()
        return self.text[self.at:self.at + 1]

    def expect(self, c):
        if self.peek() != c:
            self.fail(f"expected {c!r}")
        self.at += 1

    def document(self):
        value = self.value()
        if self.peek():
            self.fail(f"unexpected {self.peek()!r}")
        return value

    def value(self):
        match self.peek():
            case "":
                self.fail("unexpected end")
            case "{":
                return dict(self.members())
            case "[":
                return list(self.items())
            case '"':
                return self.string()
            case c if c.isdigit() or c in "-+.":
                return self.number()
            case _:
                start = self.at
                word = self.word()
                if word in self.WORDS:
                    return self.WORDS[word]
                self.fail(f"unknown word {word!r}", start)

    def word(self):
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_$"):
            self.at += 1
        if self.at == start:
            self.fail(f"unexpected {self.text[start]!r}")
        return self.text[start:self.at]

    def items(self):
        self.expect("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.expect(",")
        self.at += 1

    def members(self):
        self.expect("{")
        while (c := self.peek()) != "}":
            key = self.string() if c == '"' else self.word()
            self.expect(":")
            yield key, self.value()
            if self.peek() != "}":
                self.expect(",")
        self.at += 1

    def string(self):
        start = self.at
        self.at += 1
        pieces = []
        while True:
            c = self.text[self.at:self.at + 1]
            self.at += 1
            if c == '"':
                return "".join(pieces)
            if c in ("", "\n"):
                self.fail("string without end", start)
            if c == "\\":
                c = self.text[self.at]
                self.at += 1
                if c == "u":
                    c = chr(int(self.text[self.at:self.at + 4], 16))
                    self.at += 4
                elif c in self.ESCAPES:
                    c = self.ESCAPES[c]
                else:
                    self.fail(f"unknown escape \\{c}", self.at - 2)
            pieces.append(c)

    def number(self):
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "+-."):
            self.at += 1
        text = self.text[start:self.at]
        for kind in (int, lambda t: int(t, 0), float):
            try:
                return kind(text)
            except ValueError:
                continue
        self.fail(f"bad number {text!r}", start)


def write(value, indent=0):
    pad, inner = "  " * indent, "  " * (indent + 1)
    if isinstance(value, dict) and value:
        body = ",\n".join(f"{inner}{write(k)}: {write(v, indent + 1)}" for k, v in value.items())
        return "{\n" + body + "\n" + pad + "}"
    if isinstance(value, list) and any(isinstance(v, (dict, list)) for v in value):
        return "[\n" + ",\n".join(inner + write(v, indent + 1) for v in value) + "\n" + pad + "]"
    if isinstance(value, list):
        return "[" + ", ".join(map(write, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return {True: "true", False: "false", None: "null"}.get(value) if value in (True, False, None) \
        and not isinstance(value, (int, float)) or isinstance(value, bool) else repr(value)


text = '''
// A configuration
{
  name: "test \\"quoted\\" \\u00e4\\n", /* inline */
  sizes: [1, -2.5, 0x1F, 1e3, .5,],
  nested: {deep: [[], {}, [null, true, false]], $ok_1: "x"},
  "last": [],
}
'''
value = Parser(text).document()
print(value)
print(write(value))
print(Parser(write(value)).document() == value)
for bad in ["", "[1, 2", "{a 1}", "[1 2]", '"abc', '"a\\q"', "[1,\n nul]", "12x4", "/* no end", "{a: 1} x", "[,]", "{:1}"]:
    try:
        print(Parser(bad).document())
    except ParseError as e:
        print(repr(bad), "->", e, (e.line, e.column))
deep = "[" * 60 + "]" * 60
print(write(Parser(deep).document()).count("["))

# expect: {'name': 'test "quoted" ä\n', 'sizes': [1, -2.5, 31, 1000.0, 0.5], 'nested': {'deep': [[], {}, [None, True, False]], '$ok_1': 'x'}, 'last': []}
# expect: {
# expect:   "name": "test \"quoted\" ä\n",
# expect:   "sizes": [1, -2.5, 31, 1000.0, 0.5],
# expect:   "nested": {
# expect:     "deep": [
# expect:       [],
# expect:       {},
# expect:       [null, true, false]
# expect:     ],
# expect:     "$ok_1": "x"
# expect:   },
# expect:   "last": []
# expect: }
# expect: True
# expect: '' -> unexpected end at 1:1 (1, 1)
# expect: '[1, 2' -> expected ',' at 1:6 (1, 6)
# expect: '{a 1}' -> expected ':' at 1:4 (1, 4)
# expect: '[1 2]' -> expected ',' at 1:4 (1, 4)
# expect: '"abc' -> string without end at 1:1 (1, 1)
# expect: '"a\\q"' -> unknown escape \q at 1:3 (1, 3)
# expect: '[1,\n nul]' -> unknown word 'nul' at 2:2 (2, 2)
# expect: '12x4' -> bad number '12x4' at 1:1 (1, 1)
# expect: '/* no end' -> comment without end at 1:1 (1, 1)
# expect: '{a: 1} x' -> unexpected 'x' at 1:8 (1, 8)
# expect: '[,]' -> unexpected ',' at 1:2 (1, 2)
# expect: '{:1}' -> unexpected ':' at 1:2 (1, 2)
# expect: 60
