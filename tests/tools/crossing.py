#!/usr/bin/env python3
"""Sends random object graphs to another environment, and looks at what arrives.

    crossing.py --binary BINARY [--seeds A-B] [--seconds N] [--batch N] [--ways plain,collect]
    crossing.py --show SEED

A program makes random classes and objects, some known in several places, and a function that
refers to them and describes them: what they hold, of which classes they are, what is the same
object, how they behave. Called here and by run() it must say the same; so must an exception
with these objects about it, and a handler of background(). Several programs go into one file
(--batch); of a file that fails each is tried alone. The last line is `N passed, N failed`.
"""

import argparse
import concurrent.futures
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

PRELUDE = r'''
import abc, collections, dataclasses, datetime, enum, functools, itertools, operator, random
import re, sys, types, typing, uuid
import scriptling.runtime as runtime

_SIMPLE = (int, float, complex, bool, type(None), type(...), type(NotImplemented), range)

def describe(*roots):
    """All that can be reached from `roots`; an object met again is told by its number."""
    seen, kept, out = {}, [], []

    def attributes(v):
        try:
            names = sorted(vars(v))
        except TypeError:
            names = []
        for name in names:
            out.append("." + name)
            walk(vars(v)[name])
        for cls in type(v).__mro__:
            slots = cls.__dict__.get("__slots__", ())
            for name in (slots,) if isinstance(slots, str) else slots:
                if name not in ("__dict__", "__weakref__") and hasattr(v, name):
                    out.append("/" + name)
                    walk(getattr(v, name))

    def from_library(v):
        home = sys.modules.get(v.__module__)
        if home is None or v.__module__ == "__main__":
            return False
        found = home
        for name in v.__qualname__.split("."):
            found = getattr(found, name, None)
        return found is v

    def pairs(v):
        for key, value in v.items():
            walk(key)
            out.append(":")
            walk(value)

    def describe_class(v):
        out.append(v.__qualname__)
        if v.__module__ != "__main__":
            out.append(f"{v.__module__} {from_library(v)}")
            return
        for base in v.__bases__:
            walk(base)
        walk(v.__mro__)
        walk(type(v))
        for name, value in vars(v).items():
            if name in ("__dict__", "__weakref__", "__module__", "_abc_impl"):
                continue
            out.append("." + name)
            walk(value)

    def describe_function(v):
        out.append(v.__qualname__)
        if v.__module__ != "__main__" and from_library(v):
            return
        for part in (v.__defaults__, v.__kwdefaults__, v.__annotations__, v.__dict__, v.__doc__):
            walk(part)
        for cell in v.__closure__ or ():
            try:
                walk(cell.cell_contents)
            except ValueError:
                out.append("empty")

    def walk(v):
        # Whether there is one empty tuple or more is nobody's business.
        if type(v) in _SIMPLE or type(v) is tuple and not v:
            out.append(repr(v))
            return
        if type(v) in (str, bytes) and len(v) < 256:
            out.append(repr(v))
            return
        if id(v) in seen:
            out.append(f"#{seen[id(v)]}")
            return
        seen[id(v)] = len(seen)
        kept.append(v)
        kind = type(v)
        if isinstance(v, type):
            out.append("class")
            describe_class(v)
            return
        out.append("<" + kind.__qualname__)
        if kind.__module__ == "__main__":
            walk(kind)
        if isinstance(v, (str, bytes, bytearray, int, float, complex)):
            base = next(c for c in kind.__mro__
                        if c in (str, bytes, bytearray, int, float, complex))
            out.append(base.__repr__(v))
            attributes(v)
        elif isinstance(v, (list, tuple, set, frozenset, collections.deque)):
            if isinstance(v, collections.deque):
                out.append(repr(v.maxlen))
            for item in v:
                walk(item)
            attributes(v)
        elif isinstance(v, dict):
            pairs(v)
            if isinstance(v, collections.defaultdict):
                walk(v.default_factory)
            attributes(v)
        elif isinstance(v, types.MappingProxyType):
            pairs(v)
        elif isinstance(v, functools.partial):
            for part in (v.func, v.args, v.keywords):
                walk(part)
            attributes(v)
        elif isinstance(v, types.FunctionType):
            describe_function(v)
        elif isinstance(v, types.MethodType):
            walk(v.__func__)
            walk(v.__self__)
        elif isinstance(v, property):
            for part in (v.fget, v.fset, v.fdel, v.__doc__):
                walk(part)
        elif isinstance(v, (staticmethod, classmethod)):
            walk(v.__func__)
        elif isinstance(v, BaseException):
            for part in (v.args, v.__cause__, v.__context__, v.__suppress_context__,
                         getattr(v, "__notes__", None)):
                walk(part)
            if isinstance(v, BaseExceptionGroup):
                walk(v.exceptions)
            for name in ("errno", "strerror", "filename", "name", "obj", "msg", "lineno"):
                if hasattr(v, name):
                    out.append(name)
                    walk(getattr(v, name))
            attributes(v)
        elif isinstance(v, memoryview):
            out.append(repr((v.tolist(), v.readonly, v.format)))
        elif isinstance(v, slice):
            for part in (v.start, v.stop, v.step):
                walk(part)
        elif isinstance(v, types.ModuleType):
            out.append(v.__name__)
        elif isinstance(v, random.Random):
            out.append(repr(v.getstate()[1][:5]))
        elif kind.__module__ == "__main__" or kind is object:
            attributes(v)
        else:
            out.append(plain(repr(v)))
        out.append(">")

    for root in roots:
        walk(root)
    return " ".join(out)


_ADDRESS = re.compile("0x[0-9a-f]{4,}")


def plain(text):
    return _ADDRESS.sub("0x", text)


def tried(function, *args):
    """What came of it, in words."""
    try:
        return plain(repr(function(*args)))
    except RecursionError:
        return "RecursionError"
    except Exception as e:
        return plain(f"{type(e).__name__}: {e}")


def behaviour(*values):
    """What can be asked of any object."""
    out = []
    for v in values:
        out += [tried(repr, v), tried(str, v), tried(bool, v), tried(len, v),
                tried(lambda: v == v), tried(lambda: {v: 1}[v]),
                tried(lambda: [type(item).__name__ for item in v][:5])]
    out += [tried(lambda: a == b) for a, b in itertools.pairwise(values)]
    out += [tried(lambda: a is b) for a, b in itertools.combinations(values, 2)]
    return out


def check(number, function, values):
    promise = runtime.run(function)  # It is taken before the call here changes anything.
    here = function()
    there = promise.get()
    if here != there:
        report(number, "run", here, there)
        return
    if values is not None and not same_error(number, values):
        return
    print("ok", number)


def same_error(number, error):
    """An exception that comes back is what it was."""
    def fail():
        raise error

    try:
        fail()
    except BaseException as e:
        here = told(e)
    try:
        runtime.run(fail).get()
    except BaseException as e:
        there = told(e)
    if here != there:
        report(number, "error", here, there)
        return False
    return True


def told(e):
    return [type(e).__qualname__, tried(str, e), tried(repr, e),
            [tried(str, each) for each in e.args], getattr(e, "__notes__", None),
            e.__cause__ and [type(e.__cause__).__qualname__, tried(str, e.__cause__)],
            isinstance(e, BaseExceptionGroup)
            and [tried(repr, each) for each in e.exceptions],
            sorted(name for name in vars(e))]


def report(number, what, here, there):
    print("DIFFERS", number, what)
    for side, text in (("here: ", here), ("there:", there)):
        text = str(text)
        other = str(there if side == "here: " else here)
        at = next((n for n, (a, b) in enumerate(zip(text, other)) if a != b),
                  min(len(text), len(other)))
        print("   ", side, "..." + text[max(0, at - 200):at + 200])
'''


class Program:
    """One random program, in names that end in its number."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.lines = []
        self.names = 0
        self.classes = []  # (name, kind, how an instance is made)
        self.objects = []  # Names of module-level variables.
        self.functions = []
        self.errors = []

    def chance(self, p):
        return self.random.random() < p

    def pick(self, *choices):
        return self.random.choice(choices)

    def new(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}_{self.seed}"

    def write(self, text, depth=0):
        for line in text.strip("\n").split("\n"):
            self.lines.append("    " * depth + line)

    # -- Values -----------------------------------------------------------------------------

    def scalar(self):
        r = self.random
        return self.pick(
            lambda: str(r.randint(-3, 300)), lambda: str(r.randint(-2**70, 2**70)),
            lambda: repr(r.choice(["", "a", "äöü", "x" * 40, "y" * 300, "\U0001f600z"])),
            lambda: repr(r.random()), lambda: "None", lambda: "True", lambda: "2.5",
            lambda: repr(bytes(r.randint(0, 255) for _ in range(r.randint(0, 20)))),
            lambda: "...", lambda: "1j", lambda: "range(3, 9, 2)", lambda: "float('inf')")()

    def hashable(self, depth=0):
        if depth < 2 and self.chance(0.2):
            return f"({self.hashable(depth + 1)}, {self.hashable(depth + 1)})"
        if depth < 2 and self.chance(0.1):
            return f"frozenset([{self.hashable(depth + 1)}, {self.hashable(depth + 1)}])"
        if self.chance(0.3):
            made = self.instance(want_hashable=True)
            if made:
                return made
        return self.scalar().replace("float('inf')", "7")

    def value(self, depth=0):
        if self.objects and self.chance(0.35):
            return self.random.choice(self.objects)
        if depth > 2 or self.chance(0.3):
            return self.scalar()
        return self.random.choice(self.makers())(depth + 1)

    def makers(self):
        return [self.list_, self.dict_, self.set_, self.tuple_, self.instance_or_scalar,
                self.library_object, self.instance_or_scalar, self.callable_, self.error_,
                self.class_]

    def items(self, depth, most=4):
        return ", ".join(self.value(depth) for _ in range(self.random.randint(0, most)))

    def list_(self, depth):
        return f"[{self.items(depth)}]"

    def tuple_(self, depth):
        items = self.items(depth)
        return f"({items},)" if items else "()"

    def dict_(self, depth):
        count = self.random.randint(0, 4)
        return "{" + ", ".join(f"{self.hashable()}: {self.value(depth)}"
                               for _ in range(count)) + "}"

    def set_(self, depth):
        kind = self.pick("set", "frozenset")
        count = self.random.randint(0, 3)
        return f"{kind}([{', '.join(self.hashable() for _ in range(count))}])"

    def class_(self, depth):
        if not self.classes:
            return "int"
        return self.random.choice(self.classes)[0]

    def instance(self, want_hashable=False, depth=1):
        fitting = [c for c in self.classes if not want_hashable or c[1] == "hashable"]
        if not fitting:
            return None
        return self.random.choice(fitting)[2](depth)

    def instance_or_scalar(self, depth):
        return self.instance(depth=depth) or self.scalar()

    def error_(self, depth):
        if self.errors and self.chance(0.5):
            return self.random.choice(self.errors)(depth)
        return self.pick(
            f"ValueError({self.items(depth, 2)})", f"KeyError({self.hashable()})",
            'OSError(2, "No such file", "a.txt")', 'ImportError("m", name="mod")',
            f'ExceptionGroup("g", [ValueError({self.scalar()}), TypeError("t")])',
            'StopIteration(3)', 'UnicodeDecodeError("utf-8", b"\\xff", 0, 1, "bad")',
            'SyntaxError("bad", ("f.py", 3, 4, "x = ("))', 'AttributeError("no", name="n", obj=3)')

    def library_object(self, depth):
        return self.pick(
            f"collections.deque([{self.items(depth)}], {self.pick('None', '2', '10')})",
            f"collections.defaultdict({self.pick('int', 'list', 'None')}, {self.dict_(depth)})",
            f"collections.OrderedDict({self.dict_(depth)})",
            'collections.Counter("abracadabra")',
            f"collections.ChainMap({self.dict_(depth)})",
            "datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)",
            "datetime.timedelta(3, 4)", "datetime.timezone.utc", "datetime.date.max",
            "uuid.UUID(int=77)", "random.Random(5)", 're.compile("a+(b)", re.I)', "re.IGNORECASE",
            f"types.MappingProxyType({self.dict_(depth)})", 'memoryview(b"abc")',
            'memoryview(bytearray(b"abcdef"))[1:4]', f"types.SimpleNamespace(a={self.value(depth)})",
            "object()", "dataclasses.MISSING", "sys.stdout", "slice(1, None, 2)", "math_of",
            "operator.itemgetter(1, 2)", 'operator.attrgetter("a.b")', "list[int]", "int | None",
            "typing.Optional[int]", "typing.Any", f"{self.dict_(depth)}.keys()",
            "enum.FlagBoundary.STRICT", "bytearray(b'xyz')", "NotImplemented", "collections")

    def callable_(self, depth):
        if self.functions and self.chance(0.6):
            return self.random.choice(self.functions)
        return self.pick(
            f"functools.partial({self.pick('print', 'max', 'sorted', *self.functions[:1])}, "
            f"{self.value(depth)}, key={self.value(depth)})",
            "dict.fromkeys", "[].append", '"abc".upper', "str.join", "len", "datetime.date.today",
            f"(lambda x, y={self.value(depth)}: (x, y))", "operator.add", "datetime.datetime.now",
            f"{self.list_(depth)}.append", "int.from_bytes")

    # -- Classes ----------------------------------------------------------------------------

    def make_class(self):
        self.random.choice([
            self.dataclass_, self.dataclass_, self.enum_, self.enum_, self.named_tuple_,
            self.builtin_subclass_, self.builtin_subclass_, self.plain_, self.plain_, self.slotted_,
            self.error_class_, self.error_class_, self.meta_, self.descriptor_, self.abstract_,
            self.generic_])()

    def dataclass_(self):
        name = self.new("D")
        frozen = self.chance(0.4)
        options = [f"frozen={frozen}", f"order={self.chance(0.3)}"]
        if self.chance(0.3):
            options.append("slots=True")
        if self.chance(0.2):
            options.append("kw_only=True")
        base = ""
        self.write(f"@dataclasses.dataclass({', '.join(options)})\nclass {name}{base}:")
        self.write("a: int\nb: str = 'b'", 1)
        if self.chance(0.5):
            self.write("c: list = dataclasses.field(default_factory=list, compare=False, hash=False)", 1)
        if self.chance(0.3):
            self.write("d: typing.ClassVar[int] = 4", 1)
        if self.chance(0.3):
            self.write("e: object = dataclasses.field(default=None, repr=False, metadata={'k': 1})", 1)
        if self.chance(0.4):
            self.write("def total(self):\n    return (self.a, self.b)", 1)
        if self.chance(0.3) and not frozen:
            self.write("def __post_init__(self):\n    self.b = self.b + '!'", 1)
        kind = "hashable" if frozen else "other"
        if frozen:
            make = lambda depth: f"{name}(a={self.random.randint(0, 9)})"
        else:
            make = lambda depth: f"{name}(a={self.value(depth + 1)})"
        self.classes.append((name, kind, make))
        self.extra(name, f"tried(dataclasses.asdict, {name}(a=1))",
                   f"[f.name for f in dataclasses.fields({name})]",
                   f"tried(lambda: dataclasses.replace({name}(a=1), a=2))",
                   f"tried(lambda: {name}(a=1) == {name}(a=1))", f"tried(lambda: {name}())",
                   f"tried(lambda: {name}(a=1) < {name}(a=2))",
                   f"tried(lambda: setattr({name}(a=1), 'a', 3))")

    def extra(self, name, *texts):
        self.checks.append(self.random.choice(texts))
        self.checks.append(self.random.choice(texts))

    def enum_(self):
        name = self.new("E")
        base = self.pick("enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "str, enum.Enum",
                         "enum.StrEnum", "tuple, enum.Enum", "float, enum.Enum")
        flag = "Flag" in base
        self.write(f"class {name}({base}):")
        if base in ("str, enum.Enum", "enum.StrEnum"):
            self.write("A = 'a'\nB = 'b'\nC = 'a'", 1)
        elif base == "tuple, enum.Enum":
            self.write("A = (1, 2)\nB = (3,)", 1)
        elif self.chance(0.5):
            self.write("A = enum.auto()\nB = enum.auto()", 1)
        else:
            self.write("A = 1\nB = 2\nC = 4", 1)
        if self.chance(0.4):
            self.write("def shout(self):\n    return self.name + '!'", 1)
        if self.chance(0.3):
            self.write("@property\ndef half(self):\n    return self.value", 1)
        if self.chance(0.3):
            self.write("def __str__(self):\n    return 'member ' + self.name", 1)
        members = [f"{name}.A", f"{name}.B"]
        if flag:
            members += [f"({name}.A | {name}.B)", f"{name}(0)"]
        self.classes.append((name, "hashable", lambda depth: self.random.choice(members)))
        self.extra(name, f"[str(m) for m in {name}]", f"tried(lambda: {name}.A | {name}.B)",
                   f"tried(lambda: {name}({name}.A.value) is {name}.A)", f"tried(lambda: {name}['B'])",
                   f"tried(lambda: {name}(99))", f"tried(lambda: {name}.A in {{ {name}.A: 1 }})",
                   f"list({name}.__members__)", f"tried(lambda: setattr({name}, 'A', 1))",
                   f"tried(lambda: ~{name}.A)", f"{name}.A == {name}.A", f"isinstance({name}.A, {name})")

    def named_tuple_(self):
        name = self.new("N")
        if self.chance(0.5):
            self.write(f"{name} = collections.namedtuple('{name}', 'x y', defaults=[3])")
        else:
            self.write(f"class {name}(typing.NamedTuple):\n    x: int\n    y: object = 2")
        self.classes.append((name, "other", lambda depth: f"{name}({self.value(depth + 1)})"))
        self.extra(name, f"{name}(1)._replace(y=5)", f"{name}._fields", f"{name}(1)._asdict()",
                   f"{name}._make([1, 2])", f"repr({name}(1, 2))", f"{name}._field_defaults")

    def builtin_subclass_(self):
        name = self.new("B")
        base = self.pick("list", "dict", "set", "frozenset", "str", "bytes", "int", "float", "tuple",
                         "complex", "bytearray", "collections.deque", "collections.OrderedDict",
                         "collections.defaultdict", "collections.Counter", "collections.UserDict")
        self.write(f"class {name}({base}):")
        if self.chance(0.3) and base not in ("int", "tuple", "bytes", "complex", "collections.UserDict",
                                             "collections.Counter"):
            self.write("__slots__ = ('note',)", 1)
        self.write(f"kind = {self.scalar()}", 1)
        self.write("def shout(self):\n    return [type(self).__name__, self.kind]", 1)
        if self.chance(0.2):
            self.write("def __repr__(self):\n    return 'mine'", 1)
        maker = self.new("make")
        first = {"list": "[1, [2]]", "dict": "{'k': [1]}", "set": "[1, 2]", "frozenset": "[1, 2]",
                 "str": "'a long text of a subclass'", "bytes": "b'bytes'", "int": "12345678901234567890123",
                 "float": "1.5", "tuple": "(1, [2])", "complex": "1j", "bytearray": "b'abc'",
                 "collections.deque": "[1, 2], 5", "collections.OrderedDict": "[(1, 2), (3, 4)]",
                 "collections.defaultdict": "list, {1: [2]}", "collections.Counter": "'abca'",
                 "collections.UserDict": "{'u': 1}"}[base]
        self.write(f"def {maker}(note):\n    made = {name}({first})\n    made.note = note\n    return made")
        hashable = base in ("str", "bytes", "int", "float", "frozenset")
        make = lambda depth: f"{maker}({self.value(depth + 1)})"
        if hashable:
            make = lambda depth: f"{maker}({self.scalar()})"
        self.classes.append((name, "hashable" if hashable else "other", make))
        self.extra(name, f"{maker}(3).shout()", f"tried(lambda: {name}({first}) == {name}({first}))",
                   f"tried(repr, {maker}(1))", f"tried(lambda: {base}.__repr__({maker}(1)))",
                   f"tried(len, {maker}(2))", f"tried(lambda: {maker}(1) + {maker}(2))")

    def plain_(self):
        name = self.new("P")
        plain = [c[0] for c in self.classes if c[0].startswith("P")]
        base = f"({self.random.choice(plain)})" if plain and self.chance(0.4) else ""
        self.write(f"class {name}{base}:")
        if self.chance(0.5):
            self.write(f'"""About {name}."""', 1)
        self.write(f"shared = {self.value()}\ncount = 0", 1)
        self.write("def __init__(self, v=None, **more):\n    self.v = v\n    self.__dict__.update(more)", 1)
        options = [
            "@property\ndef double(self):\n    return [self.v, self.v]\n@double.setter\n"
            "def double(self, v):\n    self.v = v",
            f"@classmethod\ndef make(cls, n: int = 3) -> '{name}':\n    return cls(n)",
            "@staticmethod\ndef helper(a, *b, c=1):\n    return (a, b, c)",
            "def __eq__(self, other):\n    return type(self) is type(other)",
            "def __len__(self):\n    return 3",
            f"def up(self):\n    return (__class__.__name__, super().__init__)",
            "@functools.cached_property\ndef cached(self):\n    return [self.v]",
            "def __getattr__(self, name):\n    if name.startswith('_'):\n"
            "        raise AttributeError(name)\n    return 'made ' + name",
            "@functools.lru_cache(maxsize=4)\ndef remembered(self, n):\n    return n * 2",
            "class Inner:\n    depth = 2",
            "def __call__(self, *args):\n    return ('called', args)",
        ]
        chosen = self.random.sample(options, self.random.randint(0, 4))
        for text in chosen:
            self.write(text, 1)
        hashes = not any("__eq__" in text for text in chosen) and not base
        if hashes and self.chance(0.2):
            self.write("def __hash__(self):\n    return hash(str(self.v))", 1)
        self.classes.append((name, "hashable" if hashes else "other",
                             lambda depth: f"{name}({self.value(depth + 1)})"))
        self.extra(name, f"tried(lambda: {name}(5).double)", f"tried(lambda: {name}.make().v)",
                   f"tried(lambda: {name}.helper(1, 2))", f"tried(lambda: {name}(1).cached)",
                   f"tried(lambda: {name}(2).up()[0])", f"tried(lambda: {name}.__doc__)",
                   f"tried(lambda: {name}(4).remembered(2))", f"tried(lambda: {name}()(1))",
                   f"tried(lambda: {name}.Inner.depth)", f"[c.__name__ for c in {name}.__mro__]",
                   f"{name}.__name__")

    def slotted_(self):
        name = self.new("S")
        self.write(f"class {name}:\n    __slots__ = ('a', 'b')\n    def __init__(self, a):\n        self.a = a")
        if self.chance(0.4):
            sub = self.new("S")
            body = self.pick("__slots__ = ('c',)", "pass")
            self.write(f"class {sub}({name}):\n    {body}")
            self.classes.append((sub, "hashable", lambda depth: f"{sub}({self.value(depth + 1)})"))
        self.classes.append((name, "hashable", lambda depth: f"{name}({self.value(depth + 1)})"))
        self.extra(name, f"tried(lambda: {name}(1).b)", f"tried(lambda: setattr({name}(1), 'z', 1))",
                   f"{name}(7).a")

    def error_class_(self):
        name = self.new("X")
        base = self.pick("Exception", "ValueError", "KeyError", "OSError", "RuntimeError", "LookupError",
                         "ExceptionGroup", "ArithmeticError")
        self.write(f"class {name}({base}):")
        if base == "ExceptionGroup":
            self.write("def derive(self, excs):\n    return type(self)(self.message, excs)", 1)
            make = lambda depth: f"{name}('several', [ValueError({self.scalar()}), KeyError('k')])"
        elif base != "OSError" and self.chance(0.6):
            self.write("def __init__(self, code, extra=None):\n    super().__init__(code)\n"
                       "    self.code = code\n    self.extra = extra", 1)
            if self.chance(0.6):
                self.write("def __str__(self):\n    return f'code {self.code}'", 1)
            make = lambda depth: f"{name}({self.value(depth + 1)}, {self.value(depth + 1)})"
        else:
            self.write("pass", 1)
            make = lambda depth: f"{name}({self.items(depth + 1, 2)})"
        if base == "OSError":
            make = lambda depth: self.pick(f"{name}(2, 'gone', 'f.txt')", f"{name}('text')")
        self.errors.append(make)
        self.classes.append((name, "error", make))

    def meta_(self):
        meta, name = self.new("M"), self.new("C")
        self.write(f"class {meta}(type):\n    made = []\n"
                   f"    def __new__(mcs, name, bases, body, **more):\n"
                   f"        cls = super().__new__(mcs, name, bases, body)\n"
                   f"        cls.tag = more.get('tag', 'none')\n        {meta}.made.append(name)\n"
                   f"        return cls\n    def __init__(cls, name, bases, body, **more):\n"
                   f"        super().__init__(name, bases, body)\n"
                   f"    @property\n    def shown(cls):\n        return cls.__name__ + '!'\n"
                   f"    def __len__(cls):\n        return 5")
        self.write(f"class {name}(metaclass={meta}, tag={self.scalar()}):\n    pass")
        self.classes.append((name, "hashable", lambda depth: f"{name}()"))
        self.extra(name, f"{name}.tag", f"{name}.shown", f"len({name})", f"{meta}.made",
                   f"type({name}) is {meta}", f"isinstance({name}, {meta})")

    def descriptor_(self):
        name, user = self.new("T"), self.new("U")
        self.write(f"class {name}:\n    named = 0\n    def __set_name__(self, owner, name):\n"
                   f"        self.name = '_' + name\n        {name}.named += 1\n"
                   f"    def __get__(self, instance, owner=None):\n"
                   f"        return self if instance is None else getattr(instance, self.name, 'unset')\n"
                   f"    def __set__(self, instance, v):\n        setattr(instance, self.name, ('set', v))")
        base = self.new("R")
        self.write(f"class {base}:\n    known = []\n    def __init_subclass__(cls, **more):\n"
                   f"        {base}.known.append(cls)")
        self.write(f"class {user}({base}):\n    field = {name}()\n    def __init__(self, v):\n"
                   f"        self.field = v")
        self.classes.append((user, "hashable", lambda depth: f"{user}({self.value(depth + 1)})"))
        self.extra(user, f"{user}(3).field", f"{name}.named", f"[c.__name__ for c in {base}.known]",
                   f"{base}.known[0] is {user}")

    def abstract_(self):
        base, name = self.new("A"), self.new("A")
        self.write(f"class {base}(abc.ABC):\n    @abc.abstractmethod\n    def area(self):\n        pass\n"
                   f"    def twice(self):\n        return self.area() * 2")
        self.write(f"class {name}({base}):\n    def area(self):\n        return 21")
        self.classes.append((name, "hashable", lambda depth: f"{name}()"))
        self.extra(name, f"{name}().twice()", f"tried({base})", f"isinstance({name}(), {base})")

    def generic_(self):
        name = self.new("G")
        self.write(f"{name}_T = typing.TypeVar('{name}_T')")
        self.write(f"class {name}(typing.Generic[{name}_T]):\n    def __init__(self, v: {name}_T):\n"
                   f"        self.v = v")
        self.classes.append((name, "hashable", lambda depth: f"{name}({self.value(depth + 1)})"))
        self.extra(name, f"{name}(2).v", f"tried(lambda: {name}[int](3).v)")

    # -- Functions --------------------------------------------------------------------------

    def make_function(self):
        name = self.new("f")
        choice = self.random.randint(0, 4)
        if choice == 0:  # Two closures over one variable.
            self.write(f"def {name}_make(start):\n    total = start\n    parts = {self.value(1)}\n"
                       f"    def add(n):\n        nonlocal total\n        total = (total, n)\n        return total\n"
                       f"    def get():\n        return (total, parts, get)\n    return add, get")
            self.write(f"{name}, {name}_get = {name}_make({self.value(1)})")
            self.functions += [name, f"{name}_get"]
            self.checks.append(f"({name}(3) and None, {name}_get()[0] == {name}(4)[0])")
        elif choice == 1:
            self.write(f"def {name}(a, b={self.value(1)}, *rest, c={self.value(1)}, **more) -> int:\n"
                       f'    """About {name}."""\n    return (a, b, rest, c, more)')
            self.write(f"{name}.note = {self.value(1)}")
            self.functions.append(name)
            self.checks.append(f"tried({name}, 1)")
        elif choice == 2:
            self.write(f"@functools.lru_cache\ndef {name}(n):\n    return n if n < 2 else {name}(n - 1) + n")
            self.write(f"{name}(5)")
            self.objects.append(name)
            self.checks.append(f"({name}(6), {name}.cache_info())")
        elif choice == 3:
            self.write(f"def {name}_wrap(g):\n    @functools.wraps(g)\n    def inner(*args):\n"
                       f"        return ('wrapped', g(*args))\n    return inner")
            self.write(f"@{name}_wrap\ndef {name}(x: 'int' = 3):\n    return [x, {self.value(1)}]")
            self.functions.append(name)
            self.checks.append(f"tried({name}, 2)")
        else:
            self.write(f"@functools.singledispatch\ndef {name}(x):\n    return 'any'\n"
                       f"@{name}.register\ndef {name}_int(x: int):\n    return 'int'")
            self.functions.append(name)
            self.checks.append(f"({name}(1), {name}('a'))")

    # -- The whole --------------------------------------------------------------------------

    def make(self):
        r = self.random
        self.checks = []
        for _ in range(r.randint(1, 4)):
            self.make_class()
            for _ in range(r.randint(0, 2)):
                self.make_object()
            if self.chance(0.4):
                self.make_function()
        for _ in range(r.randint(1, 5)):
            self.make_object()
        for _ in range(r.randint(0, 3)):
            self.join()
        roots = r.sample(self.objects, min(len(self.objects), r.randint(1, 6)))
        roots += [c[0] for c in r.sample(self.classes, min(len(self.classes), 2))]
        roots += r.sample(self.functions, min(len(self.functions), 2))
        asked = ", ".join(self.objects[:3])
        name = f"main_{self.seed}"
        checks = "".join(f"        plain(repr({text})),\n" for text in self.checks)
        wrap = self.pick("global", "closure", "default", "method")
        body = (f"describe({', '.join(roots)}),\n        behaviour({asked}),\n{checks}")
        if wrap == "global":
            self.write(f"def {name}():\n    return [\n        {body}    ]")
        elif wrap == "closure":
            parameters = ", ".join(dict.fromkeys(roots))
            self.write(f"def {name}_make({parameters}):\n    def inner():\n        return [\n        {body}        ]\n"
                       f"    return inner")
            self.write(f"{name} = {name}_make({parameters})")
        elif wrap == "default":
            values = ", ".join(f"{root}={root}" for root in dict.fromkeys(roots))
            self.write(f"def {name}({values}):\n    return [\n        {body}    ]")
        else:
            self.write(f"class {name}_class:\n    def __init__(self):\n        self.kept = [{', '.join(roots)}]\n"
                       f"    def go(self):\n        return [describe(self),\n        {body}        ]")
            self.write(f"{name} = {name}_class().go")
        error = "None"
        if self.chance(0.5):
            error = f"error_{self.seed}"
            self.write(f"{error} = {self.sendable_error()}")
            if self.chance(0.4):
                self.write(f"{error}.add_note('noted')")
            if self.chance(0.3):
                self.write(f"{error}.__cause__ = {self.sendable_error()}")
            if self.chance(0.3):
                self.write(f"{error}.more = {self.data()}")
        self.write(f"check({self.seed}, {name}, {error})")
        return "\n".join(self.lines) + "\n"

    def data(self):
        return self.pick("[1, {'a': (2, 3)}]", "'text'", "{1, 2}", "b'bytes'", "2.5", "None")

    # Whose parts are data, of which all is told.
    def sendable_error(self):
        own = [name for name, kind, make in self.classes if kind == "error"]
        plain = self.pick(
            f"ValueError({self.data()})", f"KeyError({self.data()})",
            'FileNotFoundError(2, "No such file", "a.txt")', 'ImportError("m", name="mod")',
            'UnicodeDecodeError("utf-8", b"\\xff", 0, 1, "bad")',
            'SyntaxError("bad", ("f.py", 3, 4, "x = ("))', 'AttributeError("no", name="n", obj=3)',
            f'ExceptionGroup("g", [ValueError({self.data()}), ExceptionGroup("h", [KeyError(3)])])',
            "StopIteration(3)", "re.error('bad', 'a(', 2)", "ZeroDivisionError('x', 2)")
        if own and self.chance(0.6):
            name = self.random.choice(own)
            return f"tried_error(lambda: {name}({self.data()}), {plain})"
        return plain

    def make_object(self):
        name = self.new("v")
        self.write(f"{name} = {self.random.choice(self.makers())(0)}")
        self.objects.append(name)
        if self.chance(0.15):
            self.write(f"{name}_error = tried_raise({self.error_(1)}, {self.error_(1)})")
            self.objects.append(f"{name}_error")

    # Containers that hold one another, and themselves.
    def join(self):
        if not self.objects:
            return
        a, b = self.random.choice(self.objects), self.random.choice(self.objects)
        self.write(f"join({a}, {b})")


HELPERS = r'''
import math
math_of = math.sqrt


def join(a, b):
    """Puts `b` into `a`, if there is a way. A library's own objects stay as they are: what is
    done to them does not cross."""
    if type(a).__module__ == "enum":
        return
    for way in (lambda: list.append(a, b), lambda: a.append(b), lambda: dict.__setitem__(a, "joined", b),
                lambda: setattr(a, "joined", b) if not isinstance(a, type) else None):
        try:
            way()
            return
        except Exception:
            pass


def tried_raise(e, cause):
    """An exception that was raised, from another."""
    try:
        try:
            raise cause
        except Exception as c:
            c.add_note("a note")
            raise e from c
    except Exception as raised:
        raised.__traceback__ = None
        return raised


def tried_error(make, otherwise):
    try:
        return make()
    except Exception:
        return otherwise
'''


def program(seeds):
    return PRELUDE + HELPERS + "\n".join(Program(seed).make() for seed in seeds)


# -- Running ------------------------------------------------------------------------------------

WAYS = {"plain": [], "collect": ["--test-collect"], "step": ["--test-slice", "1"]}
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "detect_stack_use_after_return=0:detect_leaks=0"}


def run(binary, seeds, way, seconds):
    """(good ones, what is wrong, ended well)."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(program(seeds))
        file.flush()
        try:
            done = subprocess.run([binary, *WAYS[way], file.name], stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=seconds, env=ENVIRONMENT)
        except subprocess.TimeoutExpired:
            return 0, "timeout", False
    out = done.stdout.decode("utf-8", "backslashreplace")
    error = done.stderr.decode("utf-8", "backslashreplace")
    good = sum(line.startswith("ok ") for line in out.splitlines())
    if done.returncode == 0 and good == len(seeds):
        return good, "", True
    return good, f"{out[-3000:]}\n{error[-3000:]}\nstatus {done.returncode}", False


def try_batch(binary, seeds, ways, scale):
    """(how many passed, [(seed, way, what)])."""
    wrong = {}
    for way in ways:
        good, what, ended = run(binary, seeds, way, 20 * scale + 2 * scale * len(seeds))
        if ended:
            continue
        found = False
        for seed in seeds:
            good, what_one, ended = run(binary, [seed], way, 20 * scale)
            if not ended:
                found = True
                wrong.setdefault(seed, (way, what_one))
        if not found:
            wrong.setdefault(seeds[0], (way, "together with the next: " + what))
    return len(seeds) - len(wrong), [(seed, *what) for seed, what in wrong.items()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary")
    parser.add_argument("--seeds", default="1-1000")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--batch", type=int, default=25)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--scale", type=float, default=1, help="of all timeouts")
    parser.add_argument("--ways", default="plain")
    parser.add_argument("--show", type=int)
    args = parser.parse_args()
    if args.show is not None:
        print(program([args.show]))
        return 0
    first, last = (int(n) for n in args.seeds.split("-"))
    binary, ways = os.path.abspath(args.binary), args.ways.split(",")
    end = time.monotonic() + args.seconds if args.seconds else None
    passed, failed, lock = 0, [], threading.Lock()

    def one(start):
        nonlocal passed
        if end and time.monotonic() > end:
            return
        seeds = list(range(start, min(start + args.batch, last + 1)))
        good, wrong = try_batch(binary, seeds, ways, args.scale)
        with lock:
            passed += good
            failed.extend(wrong)
            for seed, way, what in wrong:
                print(f"seed {seed}, {way}:\n{what}\n", flush=True)

    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        list(pool.map(one, range(first, last + 1, args.batch)))
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
