# A limit order book: price-time priority, partial fills, cancels, stops, icebergs, a tape.
from __future__ import annotations

import bisect
from collections import OrderedDict, defaultdict, deque
from dataclasses import dataclass, field, fields, asdict, astuple
from enum import Enum
from itertools import count
from random import Random


class Side(Enum):
    BUY = 1
    SELL = -1

    @property
    def other(self):
        return Side(-self.value)

    def better(self, a, b):
        return a > b if self is Side.BUY else a < b


class Rejected(Exception):
    def __init__(self, order, reason):
        super().__init__(f"#{order.number}: {reason}")
        self.order, self.reason = order, reason


@dataclass(eq=False)
class Order:
    number: int
    owner: str
    side: Side
    quantity: int
    price: float | None = None
    shown: int | None = None
    stop: float | None = None
    left: int = field(init=False)
    fills: list[tuple[int, float]] = field(default_factory=list, repr=False)

    def __post_init__(self):
        if self.quantity <= 0:
            raise Rejected(self, f"quantity {self.quantity}")
        if self.price is not None and self.price <= 0:
            raise Rejected(self, f"price {self.price}")
        self.left = self.quantity

    @property
    def visible(self):
        return min(self.left, self.shown or self.left)

    @property
    def average(self):
        return sum(q * p for q, p in self.fills) / sum(q for q, _ in self.fills) if self.fills else None


@dataclass(frozen=True, order=True)
class Trade:
    number: int
    price: float
    quantity: int
    buyer: str
    seller: str


class Level:
    def __init__(self, price):
        self.price, self.orders = price, OrderedDict()

    def __bool__(self):
        return bool(self.orders)

    @property
    def quantity(self):
        return sum(o.visible for o in self.orders.values())

    def first(self):
        return next(iter(self.orders.values()))

    def requeue(self, order):
        self.orders.move_to_end(order.number)


class Book:
    def __init__(self):
        self.levels = {Side.BUY: {}, Side.SELL: {}}
        self.prices = {Side.BUY: [], Side.SELL: []}
        self.orders = {}
        self.stops = []
        self.tape = deque(maxlen=200)
        self.numbers, self.trades = count(1), count(1)
        self.positions = defaultdict(lambda: [0, 0.0])

    def best(self, side):
        prices = self.prices[side]
        return self.levels[side][prices[-1 if side is Side.BUY else 0]] if prices else None

    def rest(self, order):
        levels = self.levels[order.side]
        if order.price not in levels:
            levels[order.price] = Level(order.price)
            bisect.insort(self.prices[order.side], order.price)
        levels[order.price].orders[order.number] = order
        self.orders[order.number] = order

    def drop(self, order):
        level = self.levels[order.side][order.price]
        del level.orders[order.number], self.orders[order.number]
        if not level:
            del self.levels[order.side][order.price]
            self.prices[order.side].remove(order.price)

    def submit(self, owner, side, quantity, price=None, **more):
        order = Order(next(self.numbers), owner, side, quantity, price, **more)
        if order.stop is not None:
            self.stops.append(order)
        else:
            self.match(order)
        return order

    def match(self, order):
        while order.left and (level := self.best(order.side.other)):
            if order.price is not None and order.side.other.better(order.price, level.price) and order.price != level.price:
                break
            resting = level.first()
            if resting.owner == order.owner:
                self.drop(resting)
                continue
            amount = min(order.left, resting.visible)
            self.trade(order, resting, amount, level.price)
            if not resting.left:
                self.drop(resting)
            elif resting.shown and resting.left % resting.shown == 0:
                level.requeue(resting)
        if order.left:
            if order.price is None:
                raise Rejected(order, f"{order.left} of {order.quantity} found nobody")
            self.rest(order)

    def trade(self, taker, maker, quantity, price):
        for order in (taker, maker):
            order.left -= quantity
            order.fills.append((quantity, price))
            position = self.positions[order.owner]
            position[0] += quantity * order.side.value
            position[1] -= quantity * price * order.side.value
        buyer, seller = (taker, maker) if taker.side is Side.BUY else (maker, taker)
        self.tape.append(Trade(next(self.trades), price, quantity, buyer.owner, seller.owner))
        due = [o for o in self.stops if o.side.value * (price - o.stop) >= 0]
        if due:
            self.stops = [o for o in self.stops if o not in due]
            for order in due:
                order.stop = None
                self.match(order)

    def cancel(self, number):
        try:
            order = self.orders[number]
        except KeyError:
            raise LookupError(f"no order {number}") from None
        self.drop(order)
        return order.left

    def depth(self, most=5):
        buys = [(p, self.levels[Side.BUY][p].quantity) for p in reversed(self.prices[Side.BUY])][:most]
        sells = [(p, self.levels[Side.SELL][p].quantity) for p in self.prices[Side.SELL]][:most]
        return buys, sells


book = Book()
for owner, side, quantity, price in [("ann", Side.SELL, 10, 101.0), ("bob", Side.SELL, 5, 100.5), ("cyn", Side.BUY, 7, 99.5),
                                     ("dan", Side.BUY, 3, 99.5), ("eve", Side.SELL, 4, 100.5)]:
    book.submit(owner, side, quantity, price)
print(book.depth(), book.best(Side.BUY).price, book.best(Side.SELL).quantity)
big = book.submit("fay", Side.BUY, 12, 100.75)
print(big, big.fills, big.average, [astuple(t) for t in book.tape])
market = book.submit("gus", Side.SELL, 8)
print(market.average, market.left, book.depth(), asdict(book.tape[-1]))
iceberg = book.submit("hal", Side.SELL, 30, 100.9, shown=10)
book.submit("ivy", Side.SELL, 6, 100.9)
stop = book.submit("joy", Side.BUY, 5, 103.0, stop=100.9)
print(book.depth()[1], iceberg.visible, len(book.stops))
book.submit("ken", Side.BUY, 12, 100.9)
print(book.depth(), iceberg.left, iceberg.fills, stop.left, stop.fills, len(book.stops))
for attempt in (lambda: book.cancel(999), lambda: book.submit("x", Side.BUY, 0, 1.0), lambda: book.submit("x", Side.SELL, 2, -1.0),
                lambda: book.submit("x", Side.BUY, 500), lambda: Side(3)):
    try:
        attempt()
    except (Rejected, LookupError, ValueError) as e:
        print(type(e).__name__, e)
print({k: v for k, v in sorted(book.positions.items())}, [f.name for f in fields(Trade)])
print(sum(v[0] for v in book.positions.values()), abs(sum(v[1] for v in book.positions.values())) < 1e-6)

book, chance = Book(), Random(17)
rejected, cancelled = 0, 0
for n in range(250):
    side = chance.choice([Side.BUY, Side.SELL])
    owner = chance.choice("abcdefgh")
    price = round(100 + chance.gauss(0, 2) - side.value * 0.3, 1)
    try:
        match chance.randrange(10):
            case 0:
                book.submit(owner, side, chance.randint(1, 20))
            case 1 | 2 if book.orders:
                cancelled += book.cancel(chance.choice(sorted(book.orders)))
            case 3:
                book.submit(owner, side, chance.randint(1, 9), price + side.value, stop=price + 2 * side.value)
            case 4:
                book.submit(owner, side, 40, price, shown=10)
            case _:
                book.submit(owner, side, chance.randint(1, 15), price)
    except Rejected:
        rejected += 1
buys, sells = book.depth(3)
print(buys, sells, rejected, cancelled, len(book.orders), len(book.stops))
print(book.tape[0] if len(book.tape) < 200 else "many", book.tape[-1], max(book.tape), buys[0][0] < sells[0][0])
print({k: (v[0], round(v[1], 2)) for k, v in sorted(book.positions.items())}, sum(v[0] for v in book.positions.values()))
print(all(book.prices[s] == sorted(book.levels[s]) for s in Side), sum(o.left for o in book.orders.values()),
      {s.name: sum(l.quantity for l in book.levels[s].values()) for s in Side})
