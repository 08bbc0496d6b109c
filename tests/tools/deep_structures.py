#!/usr/bin/env python3
"""However deep a structure is, whoever reads it gets an answer or an exception: every
builder below against every reader, in the release and under ASan, where frames are larger.

    deep_structures.py [BUILDER...]
"""
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = {"release": 30_000, "dev": 30_000}  # And how deep to build.

# name: statements that wrap `x` once more. `n` counts; all start from `x = START`, if they
# have one, else from None.
BUILDERS = {
    "list": "x = [x]",
    "tuple": "x = (x,)",
    "dict": "x = {1: x}",
    "two lists in turn": "x = [x, (x,)] if n < 15 else [x]",
    "frozenset": "x = frozenset([x])",
    "slice": "x = slice(x)",
    "dict view": "x = {1: x}.values()",
    "items view": "x = {1: x}.items()",
    "mapping proxy": "x = types.MappingProxyType({1: x})",
    "deque": "x = collections.deque([x])",
    "defaultdict": "x = collections.defaultdict(None, {1: x})",
    "OrderedDict": "x = collections.OrderedDict({1: x})",
    "ChainMap": "x = collections.ChainMap({1: x})",
    "chained ChainMap": "x = collections.ChainMap(x or {})",
    "UserList": "x = collections.UserList([x])",
    "namespace": "x = types.SimpleNamespace(x=x)",
    "namedtuple": "x = Pair(x, 1)",
    "dataclass": "x = Data(x)",
    "list subclass": "x = MyList([x])",
    "tuple subclass": "x = MyTuple((x,))",
    "dict subclass": "x = MyDict({1: x})",
    "instance": "y = Plain(); y.x = x; x = y",
    "instance with everything": "x = Wrapper(x)",
    "instance that forwards": "x = Forward(x)",
    "exception": "x = ValueError(x)",
    "KeyError": "x = KeyError(x)",
    "OSError": "x = OSError(1, x)",
    "OSError of a file": "x = OSError(1, 'no', x)",
    "SyntaxError": "x = SyntaxError(x)",
    "UnicodeDecodeError": "y = UnicodeDecodeError('a', b'', 0, 1, ''); y.reason = x; x = y",
    "StopIteration": "x = StopIteration(x)",
    "SystemExit": "x = SystemExit(x)",
    "cause": "y = ValueError(); y.__cause__ = x; x = y",
    "context": "y = ValueError(); y.__context__ = x; x = y",
    "group": "x = ExceptionGroup('g', [x or ValueError()])",
    "wide group": "x = ExceptionGroup('g', [x or ValueError()] * (2 if n < 12 else 1))",
    "group and cause": "y = ExceptionGroup('g', [ValueError()]); y.__cause__ = x; x = y",
    "note": "y = ValueError(); y.__notes__ = [x]; x = y",
    "method": "x = types.MethodType(x or len, [])",
    "bound native": "x = (x or [].append).__call__",
    "bound dunder": "x = (x or []).__repr__",
    "staticmethod": "x = staticmethod(x)",
    "classmethod": "x = classmethod(x)",
    "property": "x = property(x)",
    "cached property": "x = functools.cached_property(x or len)",
    "partial": "x = MyPartial(x or len)",
    "partialmethod": "x = functools.partialmethod(x or len)",
    "lru_cache": "x = functools.lru_cache(x or len)",
    "wraps": "y = lambda *a: x(*a); x = functools.wraps(x or len)(y)",
    "closure": "x = (lambda x: lambda: x)(x)",
    "default": "x = lambda x=x: x",
    "attribute of a function": "y = lambda: 1; y.__wrapped__ = x; x = y",
    "list alias": "x = list[x]",
    "alias of an alias": "x = types.GenericAlias(x or list, (int,))",
    "union of aliases": "x = list[x] | None",
    "annotation": "x = typing.Optional[list[x or int]]",
    "iterator": "x = iter([x])",
    "map": "x = map(len, x or [])",
    "filter": "x = filter(None, x or [])",
    "zip": "x = zip(x or [])",
    "enumerate": "x = enumerate(x or [])",
    "reversed": "x = reversed([x])",
    "chain": "x = itertools.chain(x or [])",
    "islice": "x = itertools.islice(x or [], 5)",
    "tee": "x = itertools.tee(x or [])[0]",
    "cycle": "x = itertools.cycle(x or [1])",
    "accumulate": "x = itertools.accumulate(x or [])",
    "groupby": "x = itertools.groupby(x or [])",
    "generator": "x = (y for y in (x or []))",
    "yield from": "x = delegate(x or [])",
    "begun yield from": "x = delegate(x or [1, 2]); next(x)",
    "coroutine": "x = await_for(x)",
    "callable iterator": "x = iter(x or len, 1)",
    "operator": "x = operator.methodcaller('f', x)",
    "cmp_to_key": "x = functools.cmp_to_key(lambda a, b: 0)(x)",
    "memoryview": "x = memoryview(x or b'abc')",
    "super": "x = super(Plain, Plain()) if x is None else [x]",
    "cell": "x = (lambda: x).__closure__[0]",
    "bytes subclass": "y = MyBytes(b'a'); y.x = x; x = y",
    "StringIO": "y = io.StringIO(); y.x = x; x = y",
    "traceback": "x = trace_of(x)",
    "match": "x = [re.match('a', 'a'), x]",
    "timedelta": "y = ValueError(datetime.timedelta(1), x); x = y",
    "enum member": "y = Colour.RED; y.x = x; x = [y]",
    "class": "x = type('C', (x or object,), {})",
    "metaclass": "x = type('M', (x or type,), {})",
    "with class attribute": "x = type('C', (), {'x': x, '__call__': x or len})",
    "called by class": "x = type('C', (), {'__call__': x or len})()",
    "instance hook": "x = type('M', (type,), {'__instancecheck__': x or len})('C', (), {})",
    "get hook": "x = type('C', (), {'__get__': x or (lambda *a: 1)})()",
    "descriptor": "x = type('C', (), {'__set__': x, '__get__': x})()",
    "repr hook": "x = type('C', (), {'__repr__': x or object.__repr__, '__str__': x})()",
    "ExitStack": "y = contextlib.ExitStack(); y.push(x or y); x = y",
    "queue of": "x = heapq.merge(x or [])",
}

# Those whose wrapping takes time in the depth, or a class each.
SHALLOWER = {"class": 300, "metaclass": 300, "with class attribute": 3000,
             "called by class": 3000, "instance hook": 3000, "get hook": 3000,
             "descriptor": 3000, "repr hook": 3000, "traceback": 3000, "memoryview": 3000,
             "begun yield from": 3000, "wraps": 3000, "partialmethod": 3000,
             "alias of an alias": 3000, "chained ChainMap": 3000, "annotation": 3000,
             "lru_cache": 3000, "cached property": 3000, "tee": 3000, "group": 3000,
             "wide group": 3000, "group and cause": 3000, "coroutine": 3000,
             "queue of": 1000, "method": 5000, "instance that forwards": 3000}

READERS = """
str(x)
repr(x)
ascii(x)
format(x)
f"{x!r:>10}"
"%s %r" % (x, x)
"{0.x} {0[1]}".format(x)
print(x, file=io.StringIO())
x == y
x != y
x < y
sorted([x, y, x])
x in [y]
[y].index(x)
hash(x)
{x: 1}[y]
{x} | {y}
bool(x)
len(x)
list(x)
tuple(x)
dict(x)
set(x)
sum(x)
max(x)
next(x)
next(iter(x))
next(reversed(x))
[*x]
dict(**x)
x()
x(1)
x([])
x.__call__()
x.x
x.nosuch
x.__doc__
x.__name__
x.__wrapped__
x.__self__
x.__isabstractmethod__
x.__dict__
x.__class__
x.__len__()
x.__length_hint__()
operator.length_hint(x)
x.__str__()
x.__reduce__()
setattr(x, "nosuch", 1)
delattr(x, "nosuch")
hasattr(x, "nosuch")
dir(x)
vars(x)
callable(x)
isinstance(1, x)
isinstance(x, (x, int))
issubclass(int, x)
isinstance(1, (x, (x, (x,))))
type("C", (x,), {})
type("C", (), {"f": x})().f
type("C", (), {"f": x}).f
type("C", (), {"f": x})().f()
setattr(type("C", (), {"f": x})(), "f", 1)
type("C", (), {"__repr__": x, "__hash__": x, "__eq__": x, "__len__": x})()
repr(type("C", (), {"__repr__": x})())
hash(type("C", (), {"__hash__": x})())
len(type("C", (), {"__len__": x})())
list(type("C", (), {"__iter__": x})())
type("C", (), {"__getattr__": x})().f
type("C", (), {"__getattribute__": x})().f
x[0]
x[1]
x[x]
x + x
x * 2
x | y
x & y
-x
int(x)
float(x)
abs(x)
divmod(x, x)
round(x)
range(x)
bytes(x)
bytearray(x)
complex(x)
x.split(ValueError)
x.subgroup(lambda e: False)
x.derive([x])
x.with_traceback(None)
x.add_note("n")
x.args
x.send(None)
x.throw(ValueError)
x.close()
x.__await__()
x.func
x.exceptions
copy.copy(x)
copy.deepcopy(x)
json.dumps(x)
json.dumps({"a": x}, indent=1)
json.dumps(x, default=repr)
dataclasses.asdict(x)
dataclasses.replace(x)
functools.reduce(operator.add, x)
list(map(x, [1]))
sorted([1, 2], key=x)
list(itertools.chain.from_iterable(x))
list(zip(x, x))
"".join(x)
x.update(x)
x.extend(x)
x.copy()
heapq.heapify(x)
collections.Counter(x)
collections.deque(x, 3)
statistics.mean(x)
re.sub("a", x, "a")
typing.get_type_hints(x)
inspect.signature(x)
inspect.unwrap(x)
pprint.pformat(x)
sys.getsizeof(x)
raise_it(x)
raise_from(x)
catch_group(x)
match_it(x)
runtime.run(lambda: x is None).get()
runtime.run(lambda: x).get()
runtime.run(raise_it, x).get()
runtime.run(lambda: raise_it(x)).get()
runtime.background(lambda: x).get()
send(x)
keep(x)
share(x)
del_it()
"""

PRELUDE = '''
import collections, contextlib, copy, dataclasses, datetime, enum, functools, heapq, io
import itertools, json, operator, re, statistics, sys, types, typing
import scriptling.runtime as runtime
try:
    import inspect
except ImportError:
    pass
try:
    import pprint
except ImportError:
    pass

Pair = collections.namedtuple("Pair", "x y")

@dataclasses.dataclass
class Data:
    x: object

class MyList(list): pass
class MyTuple(tuple): pass
class MyDict(dict): pass
class MyBytes(bytes): pass
class MyPartial(functools.partial): pass
class Plain: pass
class Colour(enum.Enum):
    RED = 1

class Wrapper:
    def __init__(self, x): self.x = x
    def __repr__(self): return repr(self.x)
    def __str__(self): return str(self.x)
    def __eq__(self, other): return self.x == other.x
    def __hash__(self): return hash(self.x)
    def __len__(self): return len(self.x)
    def __iter__(self): return iter(self.x)
    def __call__(self, *args): return self.x(*args)
    def __bool__(self): return bool(self.x)
    def __getitem__(self, key): return self.x[key]
    def __add__(self, other): return self.x + other
    def __lt__(self, other): return self.x < other.x
    def __contains__(self, item): return item in self.x
    def __format__(self, spec): return format(self.x, spec)
    def __index__(self): return operator.index(self.x)

class Forward:
    def __init__(self, to): self.__dict__["to"] = to
    def __getattr__(self, name): return getattr(self.to, name)
    def __setattr__(self, name, v): setattr(self.to, name, v)
    def __delattr__(self, name): delattr(self.to, name)

def delegate(it): yield from it
async def await_for(x): return await x

def trace_of(x):
    try:
        raise ValueError(x)
    except ValueError as e:
        return [e.__traceback__, x]

def raise_it(x): raise x
def raise_from(x): raise ValueError from x
def catch_group(x):
    try:
        raise x
    except* TypeError:
        pass
def match_it(x):
    match x:
        case [[[y]]] | {1: y} | Data(x=y): return y
def send(x):
    q = runtime.sync.Queue("q")
    q.put(x)
    return q.get()
def keep(x):
    runtime.kv.set("k", x)
    return runtime.kv.get("k")
def share(x):
    s = runtime.sync.Shared("s", None)
    s.set(x)
    return s.get()
def del_it():
    global x
    x = None
    return [[] for n in range(200000)]

def build(depth):
    x = None
    for n in range(depth):
        WRAP
    return x

def tell(name, read):
    try:
        read()
    except SystemError as e:
        print("WRONG", name, e)
    except BaseException:
        pass

try:
    x = build(DEPTH)
    y = build(DEPTH)
except (TypeError, AttributeError, ImportError) as e:
    print("WRONG: cannot be built:", e)
'''


def script(builder, readers, depth):
    wrap = BUILDERS[builder]
    depth = min(depth, SHALLOWER.get(builder, depth))
    text = PRELUDE.replace("WRAP", wrap).replace("DEPTH", str(depth))
    for reader in readers:
        text += f"tell({reader!r}, lambda: {reader})\n"
    return text + "print('done')\n"


def run(binary, text):
    """What is wrong with how `text` ran; None: nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "deep.py")
        path.write_text(text)
        try:
            done = subprocess.run([binary, path], cwd=folder, capture_output=True, text=True,
                                  timeout=300, errors="replace")
        except subprocess.TimeoutExpired:
            return "takes for ever"
    wrong = [line for line in done.stdout.splitlines() if line.startswith("WRONG")]
    if wrong:
        return wrong[0]
    if done.returncode != 0 or not done.stdout.endswith("done\n"):
        return f"status {done.returncode}: {(done.stderr or done.stdout)[-600:]}"
    return None


def main():
    passed = failed = 0
    readers = [line for line in READERS.splitlines() if line]
    for preset, depth in BINARIES.items():
        binary = ROOT / "build" / preset / "scriptling"
        for builder in sys.argv[1:] or BUILDERS:
            problem = run(binary, script(builder, readers, depth))
            if problem is None:
                passed += 1
                continue
            failed += 1
            print(f"{preset}, {builder}: {problem}")
            for reader in readers:  # Which one is it?
                problem = run(binary, script(builder, [reader], depth))
                if problem is not None:
                    print(f"    {reader}: {problem[:300]}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
