# State machines: a declarative one with guards and actions, and a vending machine of classes.
from collections import Counter, defaultdict
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from itertools import cycle


class TransitionError(RuntimeError):
    pass


@dataclass(frozen=True)
class Transition:
    source: str
    event: str
    target: str
    guard: object = None
    action: object = None

    def allows(self, machine, arguments):
        return self.guard is None or self.guard(machine, *arguments)


class StateMeta(type):
    """Collects what @on marked, with what the bases have."""

    def __new__(mcs, name, bases, namespace, start=None):
        cls = super().__new__(mcs, name, bases, namespace)
        table = defaultdict(list)
        for base in reversed(cls.__mro__[1:]):
            for key, found in getattr(base, "table", {}).items():
                table[key].extend(t for t in found if t not in table[key])
        for value in namespace.values():
            for source, event, target, guard in getattr(value, "marks", ()):
                table[source, event].insert(0, Transition(source, event, target, guard, value))
        cls.table = dict(table)
        cls.start = start or getattr(cls, "start", None)
        return cls

    @property
    def states(cls):
        return sorted({s for t in sum(cls.table.values(), []) for s in (t.source, t.target)})

    def __contains__(cls, state):
        return state in cls.states


def on(event, source, target, when=None):
    def mark(function):
        function.marks = [*getattr(function, "marks", []), (source, event, target, when)]
        return function
    return mark


class Machine(metaclass=StateMeta):
    def __init__(self):
        self.state = self.start
        self.history = []

    def fire(self, event, *arguments):
        for transition in self.table.get((self.state, event), []):
            if transition.allows(self, arguments):
                result = transition.action(self, *arguments)
                self.history.append(f"{self.state}-{event}->{transition.target}")
                self.state = transition.target
                return result
        raise TransitionError(f"{type(self).__name__} in {self.state!r} cannot {event}")

    def can(self, event):
        return (self.state, event) in self.table


class Door(Machine, start="closed"):
    uses = 0

    @on("open", "closed", "open")
    def opening(self):
        self.uses += 1
        return "creak"

    @on("close", "open", "closed")
    def closing(self, softly=False):
        return "click" if softly else "slam"


class Safe(Door, start="locked"):
    def __init__(self, code):
        super().__init__()
        self.code, self.tries = code, 0

    @on("unlock", "locked", "closed", when=lambda self, code: code == self.code)
    def unlocked(self, code):
        self.tries = 0
        return "clunk"

    @on("unlock", "locked", "locked", when=lambda self, code: self.tries < 2)
    def wrong(self, code):
        self.tries += 1
        return f"wrong {self.tries}"

    @on("unlock", "locked", "alarm", when=lambda self, code: self.tries == 2 and code != self.code)
    def ring(self, code):
        return "RING"

    @on("lock", "closed", "locked")
    @on("reset", "alarm", "locked")
    def lock(self):
        self.tries = 0
        return "locked"


def play(machine, script):
    for line in script.split(";"):
        event, *arguments = line.split()
        try:
            print(f"{line.strip():12} -> {machine.fire(event, *arguments)} ({machine.state})")
        except TransitionError as e:
            print(f"{line.strip():12} !! {e}")


play(Door(), "open; open; close; lock")
safe = Safe("42")
play(safe, "open; unlock 1; unlock 42; open; close yes; lock; unlock 0; unlock 0; unlock 0; unlock 42; reset; unlock 42; open")
print(Safe.states, Door.states, "alarm" in Safe, "alarm" in Door, safe.uses, Door.uses, len(safe.history), safe.can("close"))


def state(cls):
    cls.name = cls.__name__.lower()
    return cls


class State:
    def __init__(self, machine):
        self.machine = machine

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *a: f"{name} does nothing while {self.name}"


@state
class Idle(State):
    def coin(self, value):
        self.machine.credit += value
        self.machine.become(Paying)
        return f"credit {self.machine.credit}"


@state
class Paying(State):
    def coin(self, value):
        self.machine.credit += value
        return f"credit {self.machine.credit}"

    def choose(self, what):
        price = self.machine.prices[what]
        if price > self.machine.credit:
            return f"{price - self.machine.credit} more, please"
        with self.machine.transaction():
            self.machine.stock[what] -= 1
            self.machine.credit -= price
            if self.machine.stock[what] < 0:
                raise LookupError(f"no {what} left")
            self.machine.become(Giving)
        return self.machine.state.give(what)

    def cancel(self):
        back, self.machine.credit = self.machine.credit, 0
        self.machine.become(Idle)
        return f"{back} back"


@state
class Giving(State):
    def give(self, what):
        back = self.machine.change()
        self.machine.become(Idle)
        return what, back


def logged(method):
    @wraps(method)
    def wrapper(self, *args):
        self.log[method.__name__] += 1
        return method(self, *args)
    return wrapper


class Vending:
    coins = [200, 100, 50, 20, 10]

    def __init__(self):
        self.prices = {"tea": 120, "soup": 150, "gum": 35}
        self.stock = Counter(tea=2, soup=1, gum=5)
        self.credit = 0
        self.log = Counter()
        self.cleanups = ExitStack()
        self.state = Idle(self)

    @logged
    def become(self, kind):
        self.state = kind(self)

    @contextmanager
    def transaction(self):
        saved = self.credit, self.stock.copy()
        try:
            yield
        except LookupError:
            self.credit, self.stock = saved
            self.log["undone"] += 1
            raise

    def change(self):
        back = []
        for coin in self.coins:
            while self.credit >= coin:
                self.credit -= coin
                back.append(coin)
        return back

    def do(self, action, *args):
        with ExitStack() as stack:
            stack.callback(self.log.update, [action])
            try:
                return getattr(self.state, action)(*args)
            except LookupError as e:
                return f"sorry: {e}"


machine = Vending()
for step in [("choose", "tea"), ("coin", 100), ("choose", "tea"), ("coin", 50), ("choose", "tea"), ("cancel",),
             ("coin", 200), ("choose", "soup"), ("coin", 200), ("choose", "soup"), ("choose", "cake"),
             ("choose", "gum"), ("coin", 10), ("cancel",), ("shake", 1, 2)]:
    print(*step, "->", machine.do(*step), f"[{machine.state.name}]")
actions = cycle([("coin", 50), ("coin", 100), ("choose", "gum"), ("coin", 10), ("choose", "tea"), ("cancel",)])
results = Counter(type(machine.do(*next(actions))).__name__ for _ in range(200))
print(dict(results), machine.credit, +machine.stock, sorted(machine.log.items()))
with suppress(AttributeError):
    print(machine.state._private)
try:
    Machine().fire("x")
except TransitionError as e:
    print(e, Machine.states, Machine.start)
lights = {"red": "green", "green": "yellow", "yellow": "red"}
trail, light = [], "red"
while len(trail) < 10:
    trail.append(light := lights[light])
print(trail, Counter(trail))
