# Events: handlers with priorities and filters, cancelling, replay, and a dead letter list.
from bisect import insort
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from functools import partial, singledispatch, wraps
from itertools import count
from typing import Any, Callable


@dataclass(frozen=True)
class Event:
    name: str
    payload: Any = None
    number: int = -1

    def matches(self, pattern):
        mine, theirs = self.name.split("."), pattern.split(".")
        for place, word in enumerate(theirs):
            if word == "#":
                return True
            if place >= len(mine) or word not in ("*", mine[place]):
                return False
        return len(mine) == len(theirs)


@dataclass(order=True)
class Handler:
    priority: int
    number: int
    function: Callable = field(compare=False)
    pattern: str = field(compare=False, default="#")
    once: bool = field(compare=False, default=False)
    calls: int = field(compare=False, default=0)

    def __call__(self, event):
        self.calls += 1
        return self.function(event)


class StopEvent(Exception):
    """Raised by a handler to keep an event from those after it."""


class Bus:
    def __init__(self, log_size=50):
        self.handlers = []
        self.numbers = count(1)
        self.queue = deque()
        self.log = deque(maxlen=log_size)
        self.dead = []
        self.failures = defaultdict(list)
        self.depth = 0

    def on(self, pattern, priority=0, once=False):
        def register(function):
            insort(self.handlers, Handler(-priority, next(self.numbers), function, pattern, once))
            return function
        return register

    def off(self, function):
        before = len(self.handlers)
        self.handlers[:] = [h for h in self.handlers if h.function is not function]
        return before - len(self.handlers)

    def emit(self, name, payload=None):
        self.queue.append(Event(name, payload, next(self.numbers)))
        if self.depth == 0:
            self.drain()

    def drain(self):
        self.depth += 1
        try:
            while self.queue:
                self.deliver(self.queue.popleft())
        finally:
            self.depth -= 1

    def deliver(self, event):
        self.log.append(event)
        reached = 0
        for handler in list(self.handlers):
            if not event.matches(handler.pattern):
                continue
            reached += 1
            if handler.once:
                self.handlers.remove(handler)
            try:
                handler(event)
            except StopEvent as stop:
                self.failures["stopped"].append((event.name, str(stop)))
                break
            except Exception as error:
                self.failures[type(error).__name__].append((event.name, error.args))
        if not reached:
            self.dead.append(event)


def counted(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.count += 1
        return function(*args, **kwargs)
    wrapper.count = 0
    return wrapper


bus = Bus(log_size=12)
trail = []


@bus.on("user.*", priority=5)
@counted
def audit(event):
    """Writes down who did what."""
    trail.append(("audit", event.name, event.payload))


@bus.on("user.created")
def welcome(event):
    trail.append(("welcome", event.payload["name"]))
    bus.emit("mail.send", {"to": event.payload["name"], "subject": "hello"})


@bus.on("mail.#", priority=-1)
def mail(event):
    trail.append(("mail", event.payload.get("to", "nobody")))


@bus.on("user.deleted", priority=9)
def guard(event):
    if event.payload == "root":
        raise StopEvent("root stays")


@bus.on("*.failed")
def trouble(event):
    raise LookupError(event.payload, "not there")


@bus.on("once.now", once=True)
def only_once(event):
    trail.append(("once", event.number))


bus.emit("user.created", {"name": "ada"})
bus.emit("user.deleted", "root")
bus.emit("user.deleted", "bob")
bus.emit("job.failed", 7)
bus.emit("nobody.listens")
bus.emit("once.now")
bus.emit("once.now")
for line in trail:
    print(line)
print(audit.__name__, audit.__doc__, audit.count)
print(dict(bus.failures))
print([e.name for e in bus.dead], [replace(e, number=0) for e in bus.dead])
print([(h.pattern, h.priority, h.calls) for h in bus.handlers])


@singledispatch
def weigh(value):
    return 1


@weigh.register
def _(value: str):
    return len(value)


@weigh.register(list)
@weigh.register(tuple)
def _(value):
    return sum(map(weigh, value))


@weigh.register
def _(value: dict):
    return weigh([*value.keys(), *value.values()])


totals = defaultdict(int)


def add_up(key, event):
    totals[key, event.name.rpartition(".")[2]] += weigh(event.payload)


for key in ("small", "large"):
    bus.on(f"measure.{key}.#")(partial(add_up, key))
for n in range(60):
    payload = [n, "x" * (n % 5), {"k": ["y"] * (n % 3)}, None, (1, (2, 3))][n % 5]
    bus.emit(f"measure.{'large' if n % 4 == 0 else 'small'}.{'abc'[n % 3]}", payload)
print(sorted(totals.items()))
print(len(bus.log), bus.log[0].name, bus.log[-1].number, bus.off(audit), bus.off(audit))

chain = Bus()


@chain.on("step")
def again(event):
    if event.payload:
        chain.emit("step", event.payload - 1)


chain.emit("step", 100)
print(len(chain.log), chain.log[-1], again.__name__, chain.depth)
try:
    chain.log[0].payload = 3
except AttributeError as e:
    print(type(e).__name__, e)
print({Event("a", 1), Event("a", 1)} == {Event("a", 1, -1)}, Event("a.b.c").matches("a.*"),
      Event("a.b.c").matches("a.#"), Event("a").matches("a.b"), Event("a.b").matches("*.b"))
