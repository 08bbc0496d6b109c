# A shop kept as events: commands are checked, events are folded, projections follow, sagas undo, faults come in groups.
from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum, auto
from functools import partial, reduce, singledispatchmethod
from itertools import groupby, islice
from types import MappingProxyType
from typing import ClassVar

class State(StrEnum):
    OPEN = auto()
    PLACED = auto()
    PAID = auto()
    SHIPPED = auto()
    CANCELLED = auto()
    def to(self, other):
        if other not in MOVES[self]:
            raise WrongState(f"{self} cannot become {other}")
        return other

MOVES = MappingProxyType({
    State.OPEN: {State.PLACED, State.CANCELLED}, State.PLACED: {State.PAID, State.CANCELLED},
    State.PAID: {State.SHIPPED, State.CANCELLED}, State.SHIPPED: frozenset(), State.CANCELLED: frozenset()})

class ShopError(Exception):
    code = 400
class WrongState(ShopError):
    code = 409

class OutOfStock(ShopError):
    def __init__(self, item, wanted, there):
        super().__init__(item, wanted, there)
        self.item, self.wanted, self.there = item, wanted, there
    def __str__(self):
        return f"{self.wanted} x {self.item} wanted, {self.there} there"

Refused, Conflict = (type(name, (ShopError,), {"code": code}) for name, code in (("Refused", 402), ("Conflict", 412)))

class Faults(ExceptionGroup):
    def derive(self, excs):
        return Faults(self.message, excs)
    @property
    def codes(self):
        return [e.code if not isinstance(e, Faults) else e.codes for e in self.exceptions]

@dataclass(frozen=True)
class Event:
    order: int
    kinds: ClassVar[dict[str, type[Event]]] = {}
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.kinds[cls.__name__] = cls
    def to_json(self):
        return json.dumps({"kind": type(self).__name__, **asdict(self)}, sort_keys=True, default=str)
    @classmethod
    def from_json(cls, text):
        match json.loads(text):
            case {"kind": str(kind), **rest} if kind in cls.kinds:
                return cls.kinds[kind](**rest)
            case {"kind": kind}:
                raise LookupError(f"no event {kind!r}")
        raise ValueError("not an event")

@dataclass(frozen=True)
class Added(Event):
    item: str
    count: int = 1
    price: int = 0

@dataclass(frozen=True)
class Removed(Event):
    item: str

@dataclass(frozen=True)
class Moved(Event):
    state: State
    why: str = ""
    def __post_init__(self):
        object.__setattr__(self, "state", State(self.state))

@dataclass
class Order:
    number: int
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    state: State = State.OPEN
    version: int = 0
    @singledispatchmethod
    def apply(self, event):
        raise TypeError(f"an order does not know {type(event).__name__}")
    @apply.register
    def _(self, event: Added):
        count, _ = self.lines.get(event.item, (0, 0))
        self.lines[event.item] = (count + event.count, event.price)
    @apply.register
    def _(self, event: Removed):
        del self.lines[event.item]
    @apply.register
    def _(self, event: Moved):
        self.state = self.state.to(event.state)
    def fold(self, event):
        self.apply(event)
        self.version += 1
        return self
    total = property(lambda self: sum(n * p for n, p in self.lines.values()))

class Store:
    def __init__(self):
        self.events: list[tuple[int, str]] = []
        self.snapshots: dict[int, Order] = {}
        self.followers: list[Callable] = []
        self.loaded = 0
    def append(self, events: Iterable[Event], expected: dict[int, int]):
        for order, version in expected.items():
            if (have := sum(json.loads(t)["order"] == order for _, t in self.events)) != version:
                raise Conflict(f"order {order} is at {have}, not {version}")
        for event in events:
            number = len(self.events)
            self.events.append((number, event.to_json()))
            faults = []
            for follow in self.followers:
                try:
                    follow(number, event)
                except Exception as e:
                    e.add_note(f"at event {number}")
                    faults.append(e)
            if faults:
                raise ExceptionGroup("followers failed", faults)
    def replay(self, start=0):
        for number, text in islice(self.events, start, None):
            self.loaded += 1
            yield Event.from_json(text)
    def order(self, number):
        base = copy.deepcopy(self.snapshots.get(number)) or Order(number)
        own = [e for e in self.replay() if e.order == number]
        return reduce(Order.fold, own[base.version:], base)
    def snapshot(self, number):
        self.snapshots[number] = self.order(number)

class Shop:
    def __init__(self, stock, funds):
        self.store, self.stock, self.funds = Store(), dict(stock), dict(funds)
        self.clock = datetime(2024, 5, 1, 9)
        self.trail: list[str] = []
    @contextmanager
    def editing(self, number):
        order = self.store.order(number)
        if order.state is not State.OPEN:
            raise WrongState(f"order {number} is {order.state}")
        new: list[Event] = []
        yield order, new
        trial = copy.deepcopy(order)
        for event in new:
            trial.fold(event)
        self.store.append(new, {number: order.version})
    def add(self, number, *wanted):
        with self.editing(number) as (order, new):
            faults = []
            for item, count in wanted:
                there, price = self.stock.get(item, (0, 0))
                if count <= 0:
                    faults.append(ShopError(f"{count} of {item}?"))
                elif there < count + order.lines.get(item, (0, 0))[0]:
                    faults.append(OutOfStock(item, count, there))
                else:
                    new.append(Added(number, item, count, price))
            if faults:
                raise Faults(f"order {number} has faults", faults)
    def remove(self, number, item):
        with self.editing(number) as (_, new):
            new.append(Removed(number, item))
    def move(self, number, state, why=""):
        version = self.store.order(number).version
        self.store.order(number).state.to(state)
        self.store.append([Moved(number, state, why)], {number: version})
    def reserve(self, order):
        for item, (count, price) in order.lines.items():
            there, _ = self.stock[item]
            if there < count:
                raise OutOfStock(item, count, there)
        for item, (count, price) in order.lines.items():
            self.stock[item] = (self.stock[item][0] - count, price)
        def release():
            for item, (count, price) in order.lines.items():
                self.stock[item] = (self.stock[item][0] + count, price)
        return release
    def charge(self, order, customer):
        if self.funds[customer] < order.total:
            raise Refused(f"{customer} has {self.funds[customer]}, needs {order.total}")
        self.funds[customer] -= order.total
        return lambda: self.funds.__setitem__(customer, self.funds[customer] + order.total)
    def ship(self, order, address):
        if not address:
            raise ShopError("nowhere to go")
        return lambda: self.trail.append(f"recall {order.number}")
    def checkout(self, number, customer, address):
        order = self.store.order(number)
        steps = [(State.PLACED, partial(self.reserve, order)), (State.PAID, partial(self.charge, order, customer)), (State.SHIPPED, partial(self.ship, order, address))]
        undo = []
        try:
            for state, step in steps:
                undo.append(step())
                self.move(number, state)
                self.trail.append(f"{number} {state}")
        except ShopError as error:
            for back in reversed(undo):
                back()
            with suppress(WrongState):
                self.move(number, State.CANCELLED, str(error))
            raise ShopError(f"checkout of {number} failed") from error

def main():
    shop = Shop({"tea": (10, 450), "pot": (2, 2999), "cup": (6, 800)}, {"ada": 10000, "bob": 500})
    sales: defaultdict[str, int] = defaultdict(int)
    states: dict[int, list] = {}
    def follow_sales(number, event):
        match event:
            case Added(item=item, count=n, price=p):
                sales[item] += n * p
            case Moved(state=State.CANCELLED, order=n):
                for item, (count, price) in shop.store.order(n).lines.items():
                    sales[item] -= count * price
    shop.store.followers += [follow_sales, lambda number, event: states.setdefault(event.order, []).append(type(event).__name__[0])]
    shop.add(1, ("tea", 2), ("cup", 4))
    shop.add(1, ("tea", 1), ("pot", 1))
    shop.remove(1, "cup")
    shop.add(2, ("pot", 1))
    shop.add(3, ("pot", 2))
    shop.add(4, ("tea", 1))
    shop.store.snapshot(1)
    print(shop.store.order(1), shop.store.order(1).total)
    for number, wanted in [(1, [("tea", 99), ("pot", 2), ("cup", -1), ("cup", 1)]), (2, [("hat", 1)]), (9, [("cup", 0)])]:
        try:
            shop.add(number, *wanted)
        except* OutOfStock as group:
            print("stock:", group.message, [str(e) for e in group.exceptions], group.codes, type(group).__name__)
        except* ShopError as group:
            print("other:", [repr(e) for e in group.exceptions], group.codes)
    for args in [(1, "ada", "Main St"), (2, "bob", "Side St"), (3, "ada", "Main St"), (4, "ada", ""), (1, "ada", "again")]:
        try:
            shop.checkout(*args)
            print("checked out", args[0], shop.funds)
        except ShopError as e:
            print(f"{e} <- {e.__cause__.__class__.__name__} {e.__cause__.code}: {e.__cause__}", shop.store.order(args[0]).state)
    print(shop.stock, shop.funds, shop.trail, sep="\n")
    print(dict(sales), {k: "".join(v) for k, v in states.items()})
    for number, text in shop.store.events:
        print(number, text)
    before = shop.store.loaded
    orders = [shop.store.order(n) for n in range(1, 5)]
    print([(o.number, o.state.value, o.version, o.total) for o in orders], shop.store.loaded - before, shop.store.snapshots[1].version)
    fold = reduce(lambda acc, e: acc | {e.order: acc.get(e.order, 0) + 1}, shop.store.replay(), {})
    print(fold, [(k, len(list(g))) for k, g in groupby(sorted(shop.store.replay(), key=lambda e: e.order), key=lambda e: type(e).__name__)])
    for wrong in (lambda: shop.add(1, ("tea", 1)), lambda: shop.remove(5, "tea"), lambda: shop.store.append([], {1: 1}), lambda: Order(1).apply(Event(1)), lambda: Event.from_json('{"kind": "Gone"}'),
                  lambda: Event.from_json("[]"), lambda: Moved(1, "lost"), lambda: replace(Added(1, "x"), item="y", count=2), lambda: State("paid") is State.PAID, lambda: MOVES.pop(State.OPEN)):
        try:
            print("fine:", wrong())
        except Exception as e:
            print(f"{type(e).__name__}: {e}")
    shop.store.followers.append(lambda number, event: 1 / 0)
    shop.store.followers.append(lambda number, event: {}[event.item])
    try:
        try:
            shop.add(6, ("cup", 1))
        except* ZeroDivisionError as group:
            print("handled", group.exceptions[0].__notes__)
            raise ShopError("follower") from group
    except ExceptionGroup as rest:
        print(rest, [repr(e) for e in rest.exceptions], repr(rest.exceptions[0].__cause__)[:40])
    nested = Faults("outer", [Refused("no"), Faults("inner", [OutOfStock("a", 2, 1), WrongState("w")])])
    match, other = nested.split(lambda e: isinstance(e, ShopError) and e.code >= 402)
    print(nested.codes, match.codes, other.codes, nested.subgroup(KeyError), [f.name for f in fields(Order)], shop.clock + timedelta(minutes=len(shop.store.events)))

main()
