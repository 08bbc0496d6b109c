# A warehouse: stock by lot, reservations that expire, moves that are undone on failure.
from collections import Counter, OrderedDict, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
import heapq


class StockError(Exception):
    pass


class NotEnough(StockError):
    def __init__(self, sku, wanted, there):
        super().__init__(sku, wanted, there)
        self.sku, self.wanted, self.there = sku, wanted, there

    def __str__(self):
        return f"{self.sku}: wanted {self.wanted}, there are {self.there}"


class State(Enum):
    OPEN = "open"
    TAKEN = "taken"
    EXPIRED = "expired"

    @property
    def is_final(self):
        return self is not State.OPEN


@dataclass(order=True)
class Lot:
    best_before: int
    number: int
    quantity: int = field(compare=False)

    def take(self, wanted):
        taken = min(wanted, self.quantity)
        self.quantity -= taken
        return taken


@dataclass
class Reservation:
    key: int
    sku: str
    parts: list = field(default_factory=list)
    until: int = 0
    state: State = State.OPEN

    @property
    def quantity(self):
        return sum(amount for _, amount in self.parts)


class Warehouse:
    def __init__(self):
        self.lots = defaultdict(list)
        self.reservations = OrderedDict()
        self.clock = 0
        self.next_lot = 1
        self.next_key = 100
        self.journal = []

    def receive(self, sku, quantity, best_before):
        if quantity <= 0:
            raise ValueError(f"cannot receive {quantity} of {sku}")
        lot = Lot(best_before, self.next_lot, quantity)
        self.next_lot += 1
        heapq.heappush(self.lots[sku], lot)
        self.journal.append(("receive", sku, quantity))
        return lot.number

    def available(self, sku):
        return sum(lot.quantity for lot in self.lots.get(sku, ()))

    def reserve(self, sku, wanted, lasting=5):
        there = self.available(sku)
        if there < wanted:
            raise NotEnough(sku, wanted, there)
        reservation = Reservation(self.next_key, sku, until=self.clock + lasting)
        self.next_key += 1
        while wanted:
            lot = self.lots[sku][0]
            taken = lot.take(wanted)
            wanted -= taken
            reservation.parts.append((lot, taken))
            if not lot.quantity:
                heapq.heappop(self.lots[sku])
        self.reservations[reservation.key] = reservation
        self.journal.append(("reserve", sku, reservation.quantity))
        return reservation

    def release(self, reservation):
        for lot, amount in reservation.parts:
            lot.quantity += amount
            if lot not in self.lots[reservation.sku]:
                heapq.heappush(self.lots[reservation.sku], lot)

    def tick(self, by=1):
        self.clock += by
        late = [r for r in self.reservations.values()
                if r.state is State.OPEN and r.until < self.clock]
        for reservation in late:
            self.release(reservation)
            reservation.state = State.EXPIRED
            self.journal.append(("expire", reservation.sku, reservation.quantity))
        return [r.key for r in late]

    def pick(self, key):
        reservation = self.reservations[key]
        if reservation.state.is_final:
            raise StockError(f"{key} is {reservation.state.value}")
        reservation.state = State.TAKEN
        self.reservations.move_to_end(key)
        return [(lot.number, amount) for lot, amount in reservation.parts]

    @contextmanager
    def order(self, name):
        made = []
        try:
            yield made
        except StockError as e:
            for reservation in reversed(made):
                self.release(reservation)
                del self.reservations[reservation.key]
            self.journal.append(("undo", name, len(made)))
            raise StockError(f"order {name} failed") from e
        else:
            self.journal.append(("order", name, len(made)))


house = Warehouse()
for sku, quantity, day in [("bolt", 40, 9), ("nut", 25, 30), ("bolt", 15, 4), ("gear", 3, 50),
                           ("bolt", 60, 20), ("nut", 10, 2)]:
    print("lot", house.receive(sku, quantity, day), sku, quantity)
try:
    house.receive("gear", 0, 1)
except ValueError as e:
    print(type(e).__name__, e)

with house.order("first") as made:
    made.append(house.reserve("bolt", 50))
    made.append(house.reserve("nut", 12))
print([(r.key, r.sku, r.quantity, [(lot.number, n) for lot, n in r.parts]) for r in made])
print("left", {sku: house.available(sku) for sku in sorted(house.lots)})

try:
    with house.order("second") as made:
        made.append(house.reserve("gear", 2))
        made.append(house.reserve("bolt", 10, lasting=1))
        made.append(house.reserve("nut", 1000))
except StockError as e:
    print(e, "<-", e.__cause__, e.__cause__.args)
print("after undo", {sku: house.available(sku) for sku in sorted(house.lots)})

print(house.pick(100))
for key in (100, 555):
    try:
        house.pick(key)
    except (StockError, KeyError) as e:
        print(type(e).__name__, e)
for day in range(4):
    print("tick", house.clock, house.tick(2))
print(list(house.reservations), [r.state.name for r in house.reservations.values()])

for n in range(70):
    house.receive(f"part{n % 17}", n % 7 + 1, n * 37 % 101)
moved = Counter()
for n in range(140):
    sku = f"part{n * 5 % 17}"
    try:
        moved[sku] += house.reserve(sku, n % 4 + 1, lasting=n % 9).quantity
    except NotEnough as e:
        moved["refused"] += 1
        moved["missing"] += e.wanted - e.there
    if n % 10 == 0:
        moved["expired"] += len(house.tick())
print(sorted(moved.items()))
print(Counter(kind for kind, _, _ in house.journal).most_common())
print(sum(r.quantity for r in house.reservations.values() if r.state is State.OPEN),
      sum(house.available(sku) for sku in house.lots))
lots = sorted(lot for heap in house.lots.values() for lot in heap)
print(len(lots), lots[:3], lots[-1])
print(all(a <= b for a, b in zip(lots, lots[1:])), Lot(1, 2, 3) == Lot(1, 2, 99))
