# A reader and writer of a small TOML: tables, arrays of tables, dotted keys, dates, strings, errors with places.
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import singledispatch

class ParseError(ValueError):
    def __init__(self, message, line, column, text=""):
        super().__init__(f"{line}:{column}: {message}")
        self.line, self.column, self.text = line, column, text
    def show(self):
        return f"{self}\n    {self.text}\n    {' ' * (self.column - 1)}^"

class Table(dict):
    closed = False
    by_header = False

TOKEN = re.compile(r"""
    (?P<space>[ \t]+ | \#[^\n]*)
  | (?P<newline>\r?\n)
  | (?P<multi>\"{3}(?:[^\\]|\\.|\\\n)*?\"{3})
  | (?P<basic>"(?:[^"\\\n]|\\.)*")
  | (?P<literal>'[^'\n]*')
  | (?P<datetime>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)
  | (?P<date>\d{4}-\d\d-\d\d)
  | (?P<time>\d\d:\d\d:\d\d(?:\.\d+)?)
  | (?P<float>[+-]?(?:(?:inf|nan)(?![\w-])|\d[\d_]*(?:\.\d[\d_]*(?:[eE][+-]?\d+)?|[eE][+-]?\d+)))
  | (?P<int>0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|[+-]?\d[\d_]*(?![\w-]))
  | (?P<word>[\w-]+)
  | (?P<mark>\[\[|\]\]|[\[\]{}=.,])
""", re.VERBOSE | re.ASCII)
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r", "b": "\b"}

def unescape(text):
    def one(m):
        if m[1]:
            return ""
        if m[2]:
            return chr(int(m[2][1:], 16))
        try:
            return ESCAPES[m[3]]
        except KeyError as e:
            raise ValueError(f"bad escape \\{m[3]}") from e
    return re.sub(r"\\(?:(\n\s*)|(u[\da-fA-F]{4}|U[\da-fA-F]{8})|(.))", one, text)

def read_datetime(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00").replace(" ", "T"))

READERS = {
    "multi": lambda t: unescape(t[3:-3].removeprefix("\n")),
    "basic": lambda t: unescape(t[1:-1]),
    "literal": lambda t: t[1:-1],
    "datetime": read_datetime,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "float": lambda t: float(t.replace("_", "")),
    "int": lambda t: int(t.replace("_", ""), 0),
}

@dataclass
class Parser:
    source: str
    at: int = 0
    root: Table = field(default_factory=Table)
    def error(self, message, at=None):
        at = self.at if at is None else at
        line = self.source.count("\n", 0, at) + 1
        start = self.source.rfind("\n", 0, at) + 1
        text = self.source[start:].partition("\n")[0]
        return ParseError(message, line, at - start + 1, text)
    def peek(self, skip=("space",)):
        while self.at < len(self.source):
            m = TOKEN.match(self.source, self.at)
            if m is None:
                raise self.error(f"unexpected {self.source[self.at]!r}")
            if m.lastgroup not in skip:
                return m.lastgroup, m[0]
            self.at = m.end()
        return "end", ""
    def take(self, want=None, skip=("space",)):
        kind, text = self.peek(skip)
        if want and text != want:
            raise self.error(f"wanted {want!r}, found {text or kind!r}")
        self.at += len(text)
        return kind, text
    def parse(self):
        table = self.root
        while True:
            match self.peek(("space", "newline")):
                case "end", _:
                    return self.root
                case "mark", "[":
                    table = self.header("[", "]")
                case "mark", "[[":
                    table = self.header("[[", "]]")
                case _:
                    self.pair(table)
            if self.peek()[0] not in ("newline", "end"):
                raise self.error("wanted the end of the line")
    def key(self):
        parts = []
        while True:
            match self.take():
                case ("word" | "int" | "date"), text:
                    parts.append(text)
                case ("basic" | "literal") as kind, text:
                    parts.append(READERS[kind](text))
                case "float", text if re.fullmatch(r"\d+\.\d+", text):
                    parts += text.split(".")
                case kind, text:
                    raise self.error(f"{text!r} is no key", self.at - len(text))
            if self.peek()[1] != ".":
                return parts
            self.take(".")
    def descend(self, table, parts, at):
        for part in parts:
            table = table.setdefault(part, Table())
            if isinstance(table, list) and table and isinstance(table[-1], Table):
                table = table[-1]
            if not isinstance(table, Table) or table.closed:
                raise self.error(f"{part!r} cannot be extended", at)
        return table
    def header(self, opening, closing):
        at = self.at
        self.take(opening)
        *path, last = self.key()
        self.take(closing)
        parent = self.descend(self.root, path, at)
        if opening == "[[":
            table = Table()
            old = parent.setdefault(last, [])
            if not isinstance(old, list) or any(not isinstance(t, Table) for t in old):
                raise self.error(f"{last!r} is not an array of tables", at)
            old.append(table)
            return table
        table = self.descend(parent, [last], at)
        if table.by_header:
            raise self.error(f"table {'.'.join([*path, last])} twice", at)
        table.by_header = True
        return table
    def pair(self, table):
        at = self.at
        *path, last = self.key()
        self.take("=")
        table = self.descend(table, path, at)
        if last in table:
            raise self.error(f"key {last!r} twice", at)
        table[last] = self.value()
    def value(self):
        kind, text = self.peek()
        start = self.at
        match kind, text:
            case "word", ("true" | "false"):
                self.take()
                return text == "true"
            case "word", ("inf" | "nan"):
                self.take()
                return float(text)
            case "mark", ("[" | "[["):
                return list(self.items("[", "]", self.value, True))
            case "mark", "{":
                inline = Table()
                for _ in self.items("{", "}", lambda: self.pair(inline), False):
                    pass
                inline.closed = True
                return inline
        if kind not in READERS:
            raise self.error(f"{text or kind!r} is no value")
        self.take()
        try:
            return READERS[kind](text)
        except ValueError as e:
            raise self.error(f"bad {kind}: {e}", start) from e
    def items(self, opening, closing, read, lines):
        skip = ("space", "newline") if lines else ("space",)
        self.peek()
        self.at += 1
        while self.peek(skip)[1][:1] != closing:
            yield read()
            if self.peek(skip)[1] != ",":
                break
            self.take(",")
        if self.peek(skip)[1][:1] != closing:
            raise self.error(f"wanted {closing!r}")
        self.at += 1

def loads(text):
    return Parser(text).parse()

@singledispatch
def write(value):
    raise TypeError(f"cannot write {type(value).__name__}")

write.register(str, lambda v: json.dumps(v, ensure_ascii=False))
write.register(int, str)
write.register(bool, lambda v: str(v).lower())
write.register(list, lambda v: f"[{', '.join(map(write, v))}]")
write.register(float, lambda v: repr(v) if math.isfinite(v) else str(v))
write.register(Mapping, lambda v: "{" + ", ".join(f"{name(k)} = {write(x)}" for k, x in v.items()) + "}")

@write.register(date)
@write.register(time)
def _(value):
    return value.isoformat()

def name(key):
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key)

def dumps(table, path=()):
    lines, below = [], []
    for key, value in table.items():
        match value:
            case dict():
                below.append((f"[{'.'.join(map(name, (*path, key)))}]", value, key))
            case [dict(), *rest] if all(isinstance(v, dict) for v in rest):
                below += [(f"[[{'.'.join(map(name, (*path, key)))}]]", v, key) for v in value]
            case _:
                lines.append(f"{name(key)} = {write(value)}")
    for head, value, key in below:
        lines += ["", head, *filter(None, dumps(value, (*path, key)).split("\n"))]
    return "\n".join(lines)

SOURCE = r'''
title = "An \"example\" \u00e9"   # a comment
"quoted key" = 'C:\no\escapes'
text = """
first
  second \
     joined"""
numbers = [1, +2_000, -3, 0xFF, 0o17, 0b1010, 1.5, 1e3, -0.25E-2, inf, -inf]
nested = [[1, 2], ["a", 'b'], []]   # arrays
when = [2024-02-29, 07:30:00, 2024-02-29T12:00:00Z, 2024-03-01 08:15:30.250-05:00]
site.name.short = "x"
site.port = 8080
1.5 = "dotted number"
[server]
on = true
limits = {cpu = 2, memory.max = 512, tags = ["a", "b"]}
[server.tls.cert]
path = "/etc/c.pem"
[[fruit]]
name = "apple"
[fruit.shape]
round = true
[[fruit.kind]]
name = "red"
[[fruit]]
name = "pear"
many = [
  1,  # one
  2,
]
'''
doc = loads(SOURCE)
for key, value in doc.items():
    print(f"{key:10} {value}")
print(doc["when"][2] - doc["when"][3], doc["server"]["limits"]["memory"], doc["fruit"][0]["kind"][0]["name"], sum(doc["numbers"][:9]))
written = dumps(doc)
print(written)
print("again:", loads(written) == doc, dumps(loads(written)) == written, list(loads(written)) == list(doc))
for bad in ("a = 1\na = 2", "[t]\nx = 1\n[t]", "x = ", "x = [1, 2", "y = \"bad \\q\"", "d = 2023-02-30", "a = 1 b = 2", "a.b = 1\n[a.b.c]\n", "s = 'open\n",
            "p = {q = 1}\np.r = 2", "list = [1]\n[[list]]", "= 3", "k = 08:61:00", "ok = true\n@", "n = 0x", "[a\n"):
    try:
        print(loads(bad))
    except ParseError as e:
        print(e.show(), f"<- {type(e.__cause__).__name__}" if e.__cause__ else "")
for odd in (None, {1, 2}, {"a": [b"x"]}):
    try:
        print(write(odd))
    except TypeError as e:
        print("TypeError:", e)
print(write({"a b": [True, 1.0, math.nan, date(2020, 1, 2)], "c": {}}), loads(""), loads("# only\n\n"), isinstance(doc["server"], Mapping))
