# A hospital as a discrete event simulation: patients are generators, staff and beds are resources, triage has priorities.
import heapq
import math
import statistics
from collections import Counter, defaultdict, deque
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from functools import partial
from itertools import count
from typing import Any, Callable, Protocol

class Triage(IntEnum):
    RED = auto()
    YELLOW = auto()
    GREEN = auto()
    @property
    def patience(self):
        return {Triage.RED: math.inf, Triage.YELLOW: 90.0, Triage.GREEN: 60.0}[self]
    def __str__(self):
        return self.name.lower()

class Outcome(Enum):
    HOME = "went home"
    WARD = "went to a ward"
    LEFT = "left unseen"
    MOVED = "moved to another house"

class Interrupt(Exception):
    """Thrown into a process that something else wakes."""

class Random:
    def __init__(self, seed):
        self.state = seed or 1
    def unit(self):
        self.state ^= self.state << 13 & 0xFFFFFFFF
        self.state ^= self.state >> 17
        self.state ^= self.state << 5 & 0xFFFFFFFF
        return self.state / 2 ** 32
    def wait(self, mean):
        return -mean * math.log(1 - self.unit())
    def pick(self, weights: dict):
        at = self.unit() * sum(weights.values())
        for key, weight in weights.items():
            at -= weight
            if at < 0:
                return key
        return key

@dataclass(order=True)
class Event:
    at: float
    number: int
    action: Callable = field(compare=False)
    alive: bool = field(default=True, compare=False)

class Timer(float):
    """Yielded: sleep so many minutes."""

@dataclass(frozen=True)
class Request:
    resource: "Resource"
    priority: int = 0
    patience: float = math.inf

class Process:
    numbers = count(1)
    def __init__(self, world, body: Generator, name):
        self.world, self.body, self.name = world, body, name
        self.number = next(self.numbers)
        self.waiting: Any = None
        self.result = None
    def resume(self, value=None, error=None):
        self.waiting = None
        try:
            wanted = self.body.throw(error) if error else self.body.send(value)
        except StopIteration as stop:
            self.result = stop.value
            self.world.finished.append(self)
            return
        except Interrupt as unhandled:
            self.result = f"interrupted: {unhandled}"
            self.world.finished.append(self)
            return
        match wanted:
            case Timer() as minutes:
                self.waiting = self.world.at(minutes, self.resume)
            case Request(resource, patience=patience) as request:
                resource.ask(self, request)
                if self.waiting and patience < math.inf:
                    self.world.at(patience, partial(resource.give_up, self, self.waiting))
            case _:
                self.resume(error=TypeError(f"cannot wait for {wanted!r}"))
    def interrupt(self, why):
        match self.waiting:
            case Event() as event:
                event.alive = False
                self.resume(error=Interrupt(why))
            case None:
                return False
        return True

class Resource:
    def __init__(self, world, name, size):
        self.world, self.name, self.size = world, name, size
        self.used, self.queue = 0, []
        self.busy = self.longest = 0
        self.since = 0.0
        self.users = []
    def _tick(self):
        self.busy += self.used * (self.world.now - self.since)
        self.since = self.world.now
    def ask(self, process, request):
        if self.used < self.size:
            self._grant(process)
        else:
            process.waiting = entry = [request.priority, process.number, process]
            heapq.heappush(self.queue, entry)
            self.longest = max(self.longest, len(self.queue))
    def _grant(self, process):
        self._tick()
        self.used += 1
        self.users.append(process)
        self.world.at(0, partial(process.resume, self))
    def give_up(self, process, entry):
        if entry in self.queue:
            self.queue.remove(entry)
            heapq.heapify(self.queue)
            process.resume(error=TimeoutError(self.name))
    def free(self, process):
        self._tick()
        self.used -= 1
        self.users.remove(process)
        if self.queue:
            self._grant(heapq.heappop(self.queue)[-1])
    @property
    def use(self):
        self._tick()
        return self.busy / (self.size * self.world.now) if self.world.now else 0.0
    @contextmanager
    def held(self, process):
        try:
            yield self
        finally:
            self.free(process)

class Observer(Protocol):
    def __call__(self, now: float, what: str, who: str) -> None: ...

class Hospital:
    def __init__(self, seed, doctors=2, nurses=2, beds=3, observer: Observer | None = None):
        self.now, self.events, self.tickets = 0.0, [], count()
        self.random = Random(seed)
        self.finished, self.observer = [], observer
        self.nurses, self.doctors, self.beds = (Resource(self, n, s) for n, s in (("nurse", nurses), ("doctor", doctors), ("bed", beds)))
        self.outcomes, self.waits = Counter(), defaultdict(list)
    def at(self, delay, action):
        event = Event(self.now + delay, next(self.tickets), action)
        heapq.heappush(self.events, event)
        return event
    def start(self, body, name):
        process = Process(self, None, name)
        process.body = body(process)
        self.at(0, process.resume)
        return process
    def note(self, what, who):
        if self.observer:
            self.observer(self.now, what, who)
    def run(self, until=math.inf):
        while self.events and self.events[0].at <= until:
            event = heapq.heappop(self.events)
            if event.alive:
                self.now = event.at
                event.action()
        return self.now
    def patient(self, kind, me):
        came = self.now
        with ExitStack() as stack:
            yield from self.visit(stack, me, self.nurses, 4, kind)
            try:
                room = yield Request(self.doctors, kind, kind.patience)
            except TimeoutError as e:
                self.note(f"no {e}, leaves", me.name)
                self.outcomes[Outcome.LEFT] += 1
                return kind, self.now - came
            self.waits[kind].append(self.now - came)
            with room.held(me):
                yield Timer(self.random.wait(9 + 8 * (kind is Triage.RED)))
            if kind is Triage.RED or self.random.unit() < 0.2:
                bed = yield Request(self.beds, kind)
                stack.enter_context(bed.held(me))
                stack.callback(self.note, "gives back a bed", me.name)
                try:
                    yield Timer(self.random.wait(180))
                    self.outcomes[Outcome.WARD] += 1
                except Interrupt as order:
                    self.note(f"is moved: {order}", me.name)
                    self.outcomes[Outcome.MOVED] += 1
            else:
                self.outcomes[Outcome.HOME] += 1
        return kind, self.now - came
    def visit(self, stack, me, resource, mean, kind):
        got = yield Request(resource, kind)
        with got.held(me):
            yield Timer(self.random.wait(mean))
    def arrivals(self, n, mean, me):
        for number in range(1, n + 1):
            yield Timer(self.random.wait(mean))
            kind = self.random.pick({Triage.RED: 1, Triage.YELLOW: 3, Triage.GREEN: 6})
            self.note(f"arrives ({kind})", f"P{number}")
            self.start(partial(self.patient, kind), f"P{number}")
        return n
    def transfers(self, every, times, me):
        for _ in range(times):
            yield Timer(every)
            if self.beds.queue and self.beds.users:
                self.beds.users[0].interrupt(f"{len(self.beds.queue)} wait for beds")

def main():
    shown, lines = deque(maxlen=6), count()
    def observer(now, what, who):
        if next(lines) < 14:
            print(f"  {now:7.2f} {who:4} {what}")
        else:
            shown.append(f"{now:.1f} {who} {what}")
    house = Hospital(2024, observer=observer)
    source = house.start(partial(house.arrivals, 60, 6.5), "arrivals")
    house.start(partial(house.transfers, 45, 12), "transfers")
    house.run(120)
    print(f"at {house.now:.2f}: {len(house.finished)} done, {house.nurses.used} nurses, {house.doctors.used} doctors, {house.beds.used} beds in use")
    end = house.run()
    print(*shown, sep="\n")
    print(f"closed at {end:.2f}, {source.result} came, {len(house.finished)} processes, {[r.used for r in (house.nurses, house.doctors, house.beds)]}")
    for outcome in Outcome:
        print(f"{outcome.value:<24}{house.outcomes[outcome]:>3}")
    for kind in Triage:
        waits = house.waits[kind]
        print(f"{kind!s:7} seen {len(waits):2}  mean {statistics.fmean(waits):6.2f}  median {statistics.median(waits):6.2f}  worst {max(waits):6.2f}  {kind!r}")
    for resource in (house.nurses, house.doctors, house.beds):
        print(f"{resource.name:7} use {resource.use:7.2%} longest queue {resource.longest}")
    stays = [p.result for p in house.finished if isinstance(p.result, tuple)]
    print(len(stays), [(str(k), round(t, 1)) for k, t in sorted(stays, key=lambda r: -r[1])[:4]])
    for doctors in (1, 2, 3):
        with_less = Hospital(2024, doctors=doctors, beds=4)
        with_less.start(partial(with_less.arrivals, 40, 6.0), "arrivals")
        end = with_less.run()
        print(doctors, f"{end:8.2f}", {o.name: with_less.outcomes[o] for o in Outcome}, f"{with_less.doctors.use:.3f}")
    empty = Hospital(1)
    def odd(me):
        try:
            yield "nothing"
        except TypeError as e:
            print("TypeError:", e)
        yield Timer(5)
        yield Timer(100)
    sleeper = empty.start(odd, "odd")
    empty.at(10, lambda: print("woken:", sleeper.interrupt("fire")))
    print(empty.run(), sleeper.result, sleeper.interrupt("again"), len(empty.events))

main()
