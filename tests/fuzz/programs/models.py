"""Dense checks of what services are modelled with: dataclasses, enums and flags, descriptors,
exceptions with classes and attributes of their own, and calls of the library."""

from expressions import INTS, STRINGS

HINTS = ["int", "str", "list", "float", "'int'", "int | None", "ClassVar[int]", "tuple[int, ...]"]


class Models:
    """Mixed into the generator, behind Areas."""

    def area(self):
        if self.chance(0.65):
            return super().area()
        self.pick([self.dataclass_area, self.enum_area, self.flag_area, self.descriptor_area,
                   self.error_area, self.modules_area])()

    # The class of an exception from a module: what led to it inside is Python's own affair.
    def check_call(self, expression):
        with self.block("try:"):
            self.line(f"out({self.label()}, {expression})")
        with self.block("except Exception as e:"):
            self.line(f"out({self.label()}, type(e).__name__)")

    def check_calls(self, make, low, high):
        for _ in range(self.number(low, high)):
            self.check_call(make())

    def attempt(self, text, wording=True):
        with self.block("try:"):
            self.line(text)
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)" if wording else f"out({self.label()}, type(e).__name__)")

    # -- Dataclasses -------------------------------------------------------------------------

    def dataclass_area(self):
        self.line("import dataclasses, copy")
        self.line("from dataclasses import dataclass, field, KW_ONLY, InitVar")
        self.line("from typing import ClassVar")
        name = self.fresh("D")
        options = [f"{option}={self.pick(['True', 'True', 'False'])}" for option in
                   self.random.sample(["frozen", "order", "eq", "slots", "kw_only", "unsafe_hash", "repr", "init"],
                                      self.number(0, 3))]
        with self.block("try:"):
            self.line(f"@dataclass({', '.join(options)})")
            with self.block(f"class {name}:"):
                self.fields(self.number(1, 4))
                if self.chance(0.4):
                    with self.block("def __post_init__(self, *extra):"):
                        self.line(f"out({self.label()}, 'post', extra)")
                if self.chance(0.2):
                    self.line(self.pick(["def __repr__(self): return 'own'", "def __eq__(self, other): return True",
                                         "def __hash__(self): return 3", "def __lt__(self, other): return False"]))
            if self.chance(0.5):
                self.line(self.pick(["@dataclass", "@dataclass(frozen=True)", "@dataclass(order=True)", "@dataclass(slots=True)"]))
                with self.block(f"class {name}({name}):"):
                    self.fields(self.number(0, 2), "more")
                    self.line("pass")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
            self.line(f"class {name}: pass")
        make = lambda: f"{name}({', '.join(self.arguments())})"
        self.checks(lambda: self.pick([
            make(), f"repr({make()})", f"{make()} == {make()}", f"{make()} < {make()}", f"[hash(o) == hash(o) for o in [{make()}]]",
            f"[(f.name, f.default is dataclasses.MISSING, f.init, f.kw_only, f.repr) for f in dataclasses.fields({name})]",
            f"dataclasses.asdict({make()})", f"dataclasses.astuple({make()})", f"dataclasses.replace({make()}, a={self.pick(INTS)})",
            f"copy.copy({make()})", f"copy.deepcopy({make()})", f"sorted(vars({make()}).items(), key=repr)", f"{name}.__match_args__", f"{make()}.a", f"{make()}.missing",
            f"sorted([{make()}, {make()}])", f"dataclasses.is_dataclass({name})", f"{{{make()}}}", f"{name}.__slots__"]), 5, 10)
        self.line("def changed(o):")
        self.line("    o.a = 'new'")
        self.line("    return o")
        self.check(f"changed({make()})")

    def fields(self, count, prefix="a"):
        for n in range(count):
            name = chr(ord("a") + n) if prefix == "a" else f"more{n}"
            if self.chance(0.08):
                self.line("_: KW_ONLY")
            default = self.pick(["", "", f" = {self.pick(INTS)}", f" = {self.pick(STRINGS)}", " = field(default_factory=list)",
                                 f" = field(default={self.pick(INTS)}, repr=False)", " = field(default=1, compare=False, kw_only=True)",
                                 " = field(init=False, default=7)", " = []", " = None"])
            hint = self.pick(HINTS)
            if self.chance(0.06):
                hint, default = "InitVar[int]", self.pick(["", " = 3"])
            self.line(f"{name}: {hint}{default}")

    def arguments(self):
        given = [self.pick([self.pick(INTS), self.pick(STRINGS), "None", "[1]"]) for _ in range(self.number(0, 3))]
        if self.chance(0.3):
            given.append(f"{self.pick('abc')}={self.pick(INTS)}")
        return given

    # -- Enums -------------------------------------------------------------------------------

    def enum_area(self):
        self.line("import enum, copy")
        name = self.fresh("E")
        base = self.pick(["enum.Enum", "enum.Enum", "enum.IntEnum", "enum.StrEnum", "str, enum.Enum", "int, enum.Enum"])
        with self.block("try:"):
            if self.chance(0.2):
                self.line("@enum.unique")
            with self.block(f"class {name}({base}):"):
                if self.chance(0.2):
                    self.line("_ignore_ = ['skipped']")
                    self.line("skipped = 5")
                counts = self.chance(0.4)  # What auto() makes of mixed values is an odd matter.
                for member in "ABCD"[:self.number(1, 4)]:
                    plain = ["1", "2", "'x'", "'y'", "-1"]
                    self.line(f"{member} = {'enum.auto()' if counts else self.pick(plain + ['(1, 2)', 'enum.nonmember(3)', 'enum.member(4)', 'None', '1.5'] if self.chance(0.3) else plain)}")
                if self.chance(0.4):
                    self.line(self.pick(["def __str__(self): return 'm:' + self.name", "@property\n" + "    " * (self.depth) + "def label(self): return self.name.lower()",
                                         "@classmethod\n" + "    " * (self.depth) + "def _missing_(cls, v): return cls.A if v == 99 else None",
                                         "def __call__(self, x): return (self.name, x)"]))
            if self.chance(0.2):
                self.line(f"class {name}Sub({name}): pass")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
            self.line(f"class {name}: pass")
        self.check_calls(lambda: self.pick([
            f"list({name})", f"len({name})", f"{name}({self.pick(['1', '2', chr(39) + 'x' + chr(39), '99', 'None'])})", f"{name}['A'], {name}['Z']", f"{name}.A.name, {name}.A.value",
            f"str({name}.A), repr({name}.B), f'{{{name}.A}}', '%s' % {name}.A", f"{name}.A == 1, {name}.A is {name}['A']", f"{name}.A < {name}.B", f"hash({name}.A) == hash({name}.A)",
            f"{name}.__members__", f"[m.name for m in reversed({name})]", f"{name}.A in {name}", f"1 in {name}", f"copy.deepcopy({name}.A) is {name}.A", f"{name}.A.label", f"{name}.A(3)",
            f"{{{name}.A: 1}}[{name}.A]", f"isinstance({name}.A, {name}), isinstance({name}.A, int), isinstance({name}.A, str)", f"{name}.A + 1", f"{name}.A.A",
            f"[*map(str, sorted({name}, key=lambda m: m.name))]", f"type({name}).__name__, {name}.__name__", f"bool({name}.A)", f"{name}.A.upper()"]), 5, 10)
        self.attempt(self.pick([f"{name}.A = 3", f"del {name}.A", f"{name}.A.value = 3", f"{name}.NEW = 3; out({self.label()}, {name}.NEW)", f"{name}()", f"{name}.A.name = 'x'"]), wording=False)
        with self.block("try:"):
            with self.block(f"match {name}.A:"):
                self.line(f"case {name}.B: out({self.label()}, 'B')")
                self.line(f"case {name}.A: out({self.label()}, 'A')")
        with self.block("except Exception as e:"):
            self.line(f"out({self.label()}, type(e).__name__)")

    def flag_area(self):
        self.line("import enum")
        name = self.fresh("F")
        with self.block("try:"):
            with self.block(f"class {name}({self.pick(['enum.Flag', 'enum.IntFlag'])}):"):
                for n, member in enumerate("ABC"):
                    self.line(f"{member} = {self.pick(['enum.auto()', str(1 << n), str(1 << (n * 2))])}")
                if self.chance(0.5):
                    self.line("AB = A | B")
                if self.chance(0.2):
                    self.line("NONE = 0")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
            self.line(f"class {name}: pass")
        value = lambda: self.pick([f"{name}.A", f"{name}.B", f"({name}.A | {name}.C)", f"{name}(0)", f"~{name}.A", f"{name}(3)", f"({name}.A ^ {name}.B)"])
        self.checks(lambda: self.pick([
            f"{value()} | {value()}", f"{value()} & {value()}", f"{value()} ^ {value()}", f"~({value()})", f"{value()} in {value()}", f"list({value()})", f"len({value()})", f"bool({value()})",
            f"({value()}).name, ({value()}).value", f"str({value()}), repr({value()})", f"list({name})", f"{value()} == {value()}", f"hash({value()}) == hash({value()})", f"{name}(7)", f"{value()} | 1",
            f"isinstance({value()}, {name})"]), 5, 9)

    # -- Descriptors and errors --------------------------------------------------------------

    def descriptor_area(self):
        kind, name = self.fresh("Desc"), self.fresh("O")
        with self.block(f"class {kind}:"):
            if self.chance(0.7):
                self.line(f"def __set_name__(self, owner, name): self.name = '_' + name; out({self.label()}, owner.__name__, name)")
            else:
                self.line("name = '_fixed'")
            if self.chance(0.7):
                with self.block("def __get__(self, o, owner=None):"):
                    self.line(f"if o is None: return {self.pick(['self.name', 'owner.__name__', '5'])}")
                    self.line(f"return {self.pick(['o.__dict__.get(self.name, 0)', 'getattr(o, self.name)', '(self.name, 1)'])}")
            if self.chance(0.6):
                with self.block("def __set__(self, o, value):"):
                    self.line(self.pick(["if value == 0: raise ValueError(self.name)", "pass"]))
                    self.line("o.__dict__[self.name] = value")
            if self.chance(0.3):
                self.line("def __delete__(self, o): o.__dict__.pop(self.name, None)")
        self.line("import functools")
        with self.block(f"class {name}:"):
            self.line(f"x = {kind}()")
            self.line(f"y = {kind}()")
            with self.block("def __init__(self, x=1):"):
                self.line("self.x = x")
            self.line("@functools.cached_property")
            self.line(f"def once(self): out({self.label()}, 'computed'); return [self.x]")
            self.line("@property")
            self.line("def p(self): return self.x")
            if self.chance(0.6):
                self.line("@p.setter")
                self.line("def p(self, v): self.x = v")
            if self.chance(0.4):
                self.line("@p.deleter")
                self.line("def p(self): del self.x")
            if self.chance(0.3):
                self.line("def __getattr__(self, n): return 'lazy ' + n if n != 'z' else object.__getattribute__(self, n)")
        o = self.fresh("o")
        self.line(f"{o} = None")
        self.attempt(f"{o} = {name}({self.pick(['', '0', '2', '[1]'])})")
        for _ in range(self.number(4, 9)):
            self.attempt(self.pick([
                f"out({self.label()}, {o}.x, {o}.y)", f"out({self.label()}, {name}.x)", f"{o}.x = {self.pick(INTS)}; out({self.label()}, {o}.x)", f"del {o}.x; out({self.label()}, {o}.x)",
                f"out({self.label()}, {o}.once, {o}.once)", f"out({self.label()}, {o}.p)", f"{o}.p = 4; out({self.label()}, {o}.p)", f"del {o}.p", f"out({self.label()}, vars({o}))",
                f"{o}.__dict__['x'] = 'in dict'; out({self.label()}, {o}.x)", f"{o}.x += 1; out({self.label()}, {o}.x)", f"out({self.label()}, getattr({o}, 'z', 'none'), hasattr({o}, 'q'))",
                f"{name}.x = 9; out({self.label()}, {o}.x)", f"out({self.label()}, type({name}.__dict__['p']).__name__, {name}.p.fget.__name__)", f"setattr({o}, 'y', 3); out({self.label()}, {o}.y)"]))

    def error_area(self):
        name = self.fresh("Err")
        base = self.pick(["Exception", "ValueError", "KeyError", "OSError", "ExceptionGroup", "StopIteration", "UnicodeError", "LookupError"])
        with self.block(f"class {name}({base}):"):
            body = self.number(0, 3)
            if body == 1:
                self.line("def __init__(self, a, b=2): super().__init__(a, b); self.extra = [a, b]")
            elif body == 2:
                self.line("def __init__(self, *a): self.extra = a")
            elif body == 3:
                self.line("def __str__(self): return 'own ' + repr(self.args)")
            self.line("kind = 'k'")
        arguments = self.pick(["1", "'m', [ValueError(1)]", "", "1, 'two'", "2, 'text', 'file'"])
        self.line("import copy")
        with self.block("try:"):
            with self.block("try:"):
                with self.block("try:"):
                    self.line(self.pick(["{}['x']", "1 / 0", "[].pop()", "pass"]))
                with self.block("except Exception as inner:"):
                    self.line(self.pick([f"raise {name}({arguments}) from inner", f"raise {name}({arguments})", f"raise {name}({arguments}) from None", "raise"]))
                self.line(f"raise {name}({arguments})")
            with self.block(f"except {self.pick([name, base, 'Exception', '(TypeError, ' + name + ')'])} as e:"):
                if self.chance(0.5):
                    self.line("e.add_note('note'); e.more = {'a': 1}")
                self.line(f"out({self.label()}, type(e).__name__, str(e), repr(e), e.args, getattr(e, 'extra', None), getattr(e, '__notes__', None))")
                self.line(f"out({self.label()}, {{k: v for k, v in vars(e).items() if k in ('more', 'extra')}})")
                self.line(self.pick(["raise", "raise RuntimeError('second') from e", "c = copy.copy(e); out('copied', type(c).__name__, c.args, getattr(c, 'more', None))", "e.with_traceback(None)", "raise e"]))
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")

    # -- The library -------------------------------------------------------------------------

    def modules_area(self):
        self.line("import collections, functools, itertools, operator, json, re, string, textwrap, statistics, bisect, heapq, base64, hashlib, datetime, math, types, contextlib, io, csv, copy, typing")
        items = lambda: self.pick(["range(6)", "[3, 1, 2]", "'hello world'", "['b', 'a', 'b']", "[(1, 'x'), (0, 'y')]", "{'k': 1, 'l': 2}", "[]", "[1.5, 2, True]"])
        text = lambda: self.pick(STRINGS)
        number = lambda: self.pick(INTS)
        self.check_calls(lambda: self.pick([
            f"collections.Counter({items()}).most_common(2)", f"collections.Counter({items()}) - collections.Counter({items()})", f"collections.deque({items()}, {number()})",
            f"list(collections.ChainMap({{'a': 1}}, dict.fromkeys({items()})).items())", f"collections.namedtuple('P', {text()})._fields", f"collections.OrderedDict.fromkeys({items()})",
            f"list(itertools.accumulate({items()}, max))", f"list(itertools.chain({items()}, {items()}))[:9]", f"list(itertools.combinations({items()}, 2))[:4]", f"list(itertools.islice({items()}, {number()}))",
            f"[(k, list(g)) for k, g in itertools.groupby({items()})]", f"list(itertools.product({items()}, repeat=2))[:3]", f"list(itertools.zip_longest({items()}, {items()}))[:5]", f"list(itertools.pairwise({items()}))[:3]",
            f"list(itertools.starmap(operator.add, {items()}))", f"list(itertools.takewhile(bool, {items()}))", f"list(itertools.compress({items()}, {items()}))",
            f"functools.reduce(operator.add, {items()})", f"functools.partial(max, {number()})({number()})", f"sorted({items()}, key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b)))", f"operator.itemgetter(0, 1)({items()})",
            f"json.dumps({items() if self.chance(0.7) else text()}, indent={self.pick(['None', '2'])}, default=str)", f"json.loads(json.dumps({{'a': [{number()}, {text()}]}}))", f"json.loads({text()})", f"json.dumps({{{number()}: {text()}}}, sort_keys=True, ensure_ascii=False)",
            f"re.sub(r'(\\w)(\\w)', r'\\2\\1', {text()})", f"re.findall(r'[a-z]+|\\d', {text()})", f"re.split(r'(\\W)', {text()})", f"textwrap.wrap({text()} * 5, 12)", f"textwrap.dedent('  a\\n    b') + {text()}", f"textwrap.shorten({text()} * 4, 20)",
            f"string.Template('$a ${{b}}').substitute(a={text()}, b={number()})", f"string.capwords({text()})", f"statistics.mean({items()})", f"statistics.median({items()})", f"statistics.pstdev({items()})", f"statistics.mode({items()})",
            f"bisect.bisect(sorted({items()}), {number()})", f"heapq.nsmallest(2, {items()})", f"list(heapq.merge(sorted({items()}), sorted({items()})))",
            f"base64.b64encode({text()}.encode())", f"base64.b64decode({text()})", f"hashlib.sha256({text()}.encode()).hexdigest()[:9]", f"datetime.date(2024, 1, 31) + datetime.timedelta(days={number()})", f"datetime.timedelta(hours={number()}) // datetime.timedelta(minutes=7)",
            f"datetime.datetime(2024, 2, 29, 13, 5).strftime('%Y-%j %H%M%p ' + ascii({text()}))", f"datetime.date.fromisoformat({text()})", f"datetime.datetime.strptime('2024-01-{self.number(1, 31):02}', '%Y-%m-%d')", f"math.gcd({number()}, 12), math.comb(9, {number()})", f"math.isqrt({number()})",
            f"types.SimpleNamespace(a={number()}, b={text()})", f"list(csv.reader([{text()}, 'a,\"b,c\",d']))", f"copy.deepcopy({items()})",
            f"io.StringIO({text()}).readlines()", f"typing.get_type_hints(lambda: 0)", f"list(map(operator.methodcaller('upper'), {items()}))", f"collections.UserDict({items()})", f"collections.UserList({items()})[1:]", f"contextlib.nullcontext({number()}).enter_result"]), 8, 16)
        with self.block("try:"):
            self.line("buffer = io.StringIO()")
            with self.block(f"with contextlib.redirect_stdout(buffer), contextlib.suppress({self.pick(['ValueError', 'KeyError', 'Exception'])}):"):
                self.line(f"print({text()}, {number()}, sep='-')")
                self.line(self.pick(["raise KeyError(1)", "pass", "[][1]"]))
            self.line(f"out({self.label()}, buffer.getvalue())")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
