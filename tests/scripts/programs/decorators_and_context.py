# Decorators with and without arguments, stacked, on classes and methods; context managers of all kinds.
import functools
import io
import sys
from contextlib import (AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext,
                        redirect_stdout, suppress)
from functools import cached_property, partial, partialmethod, singledispatchmethod, total_ordering, wraps
from types import MethodType

trail = []


def note(*parts):
    trail.append(" ".join(map(str, parts)))


def flush(title):
    print(title, "|", "; ".join(trail))
    trail.clear()


def retry(function=None, *, times=3, on=(Exception,), before=None):
    if function is None:
        return partial(retry, times=times, on=on, before=before)

    @wraps(function)
    def wrapper(*args, **kwargs):
        errors = []
        for attempt in range(1, times + 1):
            try:
                return function(*args, **kwargs)
            except on as e:
                errors.append(e)
                if before:
                    before(attempt, e)
        raise ExceptionGroup(f"{function.__name__} failed {times} times", errors)
    wrapper.times = times
    return wrapper


def typed(function):
    """Checks arguments by annotations."""
    hints = {k: v for k, v in function.__annotations__.items() if isinstance(v, type)}
    names = function.__code__.co_varnames[:function.__code__.co_argcount]

    @wraps(function)
    def wrapper(*args, **kwargs):
        for name, value in [*zip(names, args), *kwargs.items()]:
            if name in hints and not isinstance(value, hints[name]):
                raise TypeError(f"{name} must be {hints[name].__name__}, not {type(value).__name__}")
        result = function(*args, **kwargs)
        if not isinstance(result, hints.get("return", object)):
            raise TypeError("wrong result")
        return result
    return wrapper


def memo(limit):
    def decorate(function):
        kept = {}

        @wraps(function)
        def wrapper(*key):
            if key not in kept:
                if len(kept) >= limit:
                    kept.pop(next(iter(kept)))
                kept[key] = function(*key)
                note("made", key)
            return kept[key]
        wrapper.kept = kept
        return wrapper
    return decorate


@retry
def steady(x):
    """Never fails."""
    return x


failures = iter([KeyError("a"), ValueError("b"), None])


@retry(times=5, on=(LookupError, ValueError), before=lambda n, e: note("try", n, type(e).__name__))
def shaky():
    if error := next(failures):
        raise error
    return "at last"


@retry(times=2)
@typed
def area(width: int, height: int = 2) -> int:
    return width * height


print(steady(5), steady.__name__, steady.__doc__, steady.times, shaky(), area(3), area(2, height=5))
for call in (lambda: area("3"), lambda: area(1, height=2.5), lambda: retry(times=1)(lambda: 1 / 0)()):
    try:
        call()
    except ExceptionGroup as group:
        print(group.message, [f"{type(e).__name__}: {e}" for e in group.exceptions])
flush("retried")


@memo(2)
def cube(n):
    return n**3


print([cube(n) for n in (2, 3, 2, 4, 2)], list(cube.kept), cube.__wrapped__(5))
flush("memo")


class Countable:
    """A decorator that is an object, and works on methods."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function, self.calls = function, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)


def register(registry, key=None):
    def decorate(cls):
        registry[key or cls.__name__.lower()] = cls
        return cls
    return decorate


def auto_repr(cls):
    def __repr__(self):
        return f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items() if k[0] != '_')})"
    cls.__repr__ = __repr__
    return cls


shapes = {}


@register(shapes)
@auto_repr
@total_ordering
class Box:
    def __init__(self, w, h):
        self.w, self.h = w, h

    @cached_property
    def size(self):
        note("size of", self.w, self.h)
        return self.w * self.h

    @Countable
    def scaled(self, by):
        return type(self)(self.w * by, self.h * by)

    doubled = partialmethod(scaled, 2)

    def __eq__(self, other):
        return self.size == other.size

    def __lt__(self, other):
        return self.size < other.size

    @singledispatchmethod
    def plus(self, other):
        raise TypeError(f"no plus with {type(other).__name__}")

    @plus.register
    def _(self, other: int):
        return Box(self.w + other, self.h + other)

    @plus.register(tuple)
    def _(self, other):
        return Box(self.w + other[0], self.h + other[1])


@register(shapes, "cube")
class Dice(Box):
    sides = property(lambda self: 6, doc="always six")


box = Box(2, 3)
print(box, box.scaled(3), Box.scaled.calls, box.doubled(), type(Dice(1, 1).scaled(4)).__name__, Box.scaled.__name__, list(shapes))
print(box >= Box(1, 6), box < Box(9, 9), box.size, "size" in vars(box), box.plus(1), box.plus((5, 0)), Dice.sides.__doc__, Dice(1, 2).sides)
try:
    box.plus("x")
except TypeError as e:
    print(e)
flush("box")


class Section(ContextDecorator, AbstractContextManager):
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        note("<" + self.name)
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        note((kind.__name__ if kind else "ok") + ">")
        return kind is not None and issubclass(kind, self.swallow or ())


@contextmanager
def swapped(holder, name, value):
    old = getattr(holder, name)
    setattr(holder, name, value)
    try:
        yield old
    except LookupError as e:
        note("handled", e)
    finally:
        setattr(holder, name, old)


@Section("whole")
def work(x):
    note("working", x)
    return 10 // x


print(work(3))
with suppress(ZeroDivisionError):
    work(0)
flush("section")
with Section("a") as a, Section("b", (ValueError,)) as b:
    note(a, b)
    raise ValueError("gone")
flush("nested")
with swapped(box, "w", 100) as old:
    note(old, box.w)
    raise KeyError("in swapped")
print(box.w)
flush("swapped")
with ExitStack() as stack:
    names = [stack.enter_context(Section(n)) for n in "xyz"]
    stack.callback(note, "called", len(names))
    stack.push(lambda kind, error, tb: kind is RuntimeError)
    kept = stack.pop_all() if len(names) == 2 else nullcontext()
    with kept:
        raise RuntimeError("stopped on the way")
flush("stack")
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.callback(lambda: {}["key"])
        stack.enter_context(Section("in"))
        raise OSError("first")
except ZeroDivisionError as e:
    chain = []
    while e:
        chain.append(type(e).__name__)
        e = e.__context__
    print(chain)
flush("chain")
out = io.StringIO()
with redirect_stdout(out), closing(io.StringIO("text")) as text:
    print("captured", text.read(), file=sys.stdout)
    print("more", end="")
print(repr(out.getvalue()), text.closed)
bad = contextmanager(lambda: iter(()))
for broken in (lambda: bad().__enter__(), lambda: contextmanager(lambda: (x for x in (1, 2)))().__exit__(None, None, None)):
    try:
        print(broken())
    except (RuntimeError, AttributeError, TypeError) as e:
        print(type(e).__name__)
calls = [functools.reduce(lambda f, g: lambda x: f(g(x)), fs)(5) for fs in ([str, abs], [abs, int, str], [len, str, lambda x: x * 1000])]
print(calls, work.__wrapped__(2) if hasattr(work, "__wrapped__") else None)
