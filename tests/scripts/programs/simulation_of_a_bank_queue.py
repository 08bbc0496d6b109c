# Discrete events: customers, clerks and lifts in a simulated hall; seeded, with statistics.
import heapq
import math
import random
import statistics
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from typing import Iterator


class Simulation:
    """Processes are generators that yield what they wait for."""

    def __init__(self, seed):
        self.now = 0.0
        self.random = random.Random(seed)
        self.events = []
        self.order = count()
        self.trace = deque(maxlen=8)

    def at(self, delay, process, value=None):
        heapq.heappush(self.events, (self.now + delay, next(self.order), process, value))

    def start(self, process):
        self.at(0, process)
        return process

    def run(self, until=math.inf):
        while self.events and self.events[0][0] <= until:
            self.now, _, process, value = heapq.heappop(self.events)
            self.resume(process, value)
        self.now = min(until, self.now)

    def resume(self, process, value):
        try:
            request = process.send(value)
        except StopIteration:
            return
        match request:
            case int() | float():
                self.at(request, process)
            case Take(resource=resource):
                resource.ask(process, request)
            case Give(resource=resource):
                resource.give()
                self.at(0, process)
            case other:
                process.throw(TypeError(f"cannot wait for {other!r}"))


@dataclass
class Take:
    resource: "Resource"
    patience: float = math.inf
    priority: int = 0
    asked: float = 0.0
    is_over: bool = False


@dataclass
class Give:
    resource: "Resource"


@dataclass
class Resource:
    world: Simulation
    capacity: int
    name: str = "thing"
    used: int = 0
    line: list = field(default_factory=list)
    waits: list = field(default_factory=list)
    longest: int = 0

    def ask(self, process, request):
        request.asked = self.world.now
        if self.used < self.capacity:
            self.grant(process, request)
            return
        heapq.heappush(self.line, (request.priority, next(self.world.order), process, request))
        self.longest = max(self.longest, len(self.line))
        if request.patience < math.inf:
            self.world.start(self.lose(process, request))

    def lose(self, process, request):
        yield request.patience
        if not request.is_over:
            request.is_over = True
            self.line = [entry for entry in self.line if entry[3] is not request]
            heapq.heapify(self.line)
            self.world.at(0, process, False)

    def grant(self, process, request):
        self.used += 1
        request.is_over = True
        self.waits.append(self.world.now - request.asked)
        self.world.at(0, process, True)

    def give(self):
        self.used -= 1
        while self.line and self.used < self.capacity:
            _, _, process, request = heapq.heappop(self.line)
            if not request.is_over:
                self.grant(process, request)


class Hall:
    def __init__(self, seed, clerks, rate):
        self.world = Simulation(seed)
        self.clerks = Resource(self.world, clerks, "clerks")
        self.machine = Resource(self.world, 1, "machine")
        self.rate = rate
        self.results = Counter()
        self.stays = defaultdict(list)

    def arrivals(self, number) -> Iterator:
        chance = self.world.random
        for n in range(number):
            yield chance.expovariate(self.rate)
            kind = chance.choices(["cash", "credit", "vip"], [6, 3, 1])[0]
            self.world.start(self.customer(n, kind))

    def customer(self, number, kind):
        world, chance = self.world, self.world.random
        came = world.now
        if kind == "cash" and chance.random() < 0.5:
            yield Take(self.machine)
            yield chance.uniform(0.5, 2)
            yield Give(self.machine)
            self.results["served by machine"] += 1
        else:
            patience = {"cash": 6.0, "credit": 15.0, "vip": math.inf}[kind]
            if not (yield Take(self.clerks, patience, priority=-(kind == "vip"))):
                self.results[f"{kind} left"] += 1
                world.trace.append((round(world.now, 2), number, "left"))
                return
            try:
                yield max(0.2, chance.gauss(4, 1.5)) * (2 if kind == "credit" else 1)
            finally:
                yield Give(self.clerks)
            self.results[f"{kind} served"] += 1
        self.stays[kind].append(world.now - came)
        world.trace.append((round(world.now, 2), number, kind))

    def report(self):
        print(f"{self.clerks.capacity} clerks until {self.world.now:.2f}:", dict(sorted(self.results.items())))
        for kind, stays in sorted(self.stays.items()):
            print(f"  {kind:7} n={len(stays):3} mean={statistics.fmean(stays):6.2f} max={max(stays):6.2f}",
                  f"median={statistics.median(stays):.3f}", "#" * round(statistics.fmean(stays)))
        for resource in (self.clerks, self.machine):
            waits = sorted(resource.waits)
            print(f"  {resource.name:8} waits={len(waits)} p50={waits[len(waits) // 2]:.2f} p90={waits[len(waits) * 9 // 10]:.2f}",
                  f"longest={resource.longest} left={len(resource.line)} used={resource.used}")


for seed, clerks in ((1, 1), (2, 2), (3, 4)):
    hall = Hall(seed, clerks, 0.6)
    hall.world.start(hall.arrivals(60))
    hall.world.run(50)
    half = sum(hall.results.values())
    hall.world.run()
    hall.report()
    print("  half time", half, list(hall.world.trace)[-2:])


def wrong():
    try:
        yield "a bus"
    except TypeError as e:
        outcome.append(str(e))
        yield 1
        outcome.append(world.now)


outcome, world = [], Simulation(0)
world.start(wrong())
world.run()
print(outcome, world.now, len(world.events))


def dice(generator, sides=6):
    while True:
        yield generator.randint(1, sides)


thrown = dice(random.Random(42))
sample = [next(thrown) + next(thrown) for _ in range(200)]
histogram = Counter(sample)
for total in range(2, 13):
    print(f"{total:3} {histogram[total]:3} {'*' * (histogram[total] // 3)}")
print(statistics.mean(sample), round(statistics.stdev(sample), 6), statistics.multimode(sample), sum(sample))
deck = [f"{rank}{suit}" for suit in "SHDC" for rank in "23456789TJQKA"]
random.Random(9).shuffle(deck)
hands = [sorted(deck[n::13][:4]) for n in range(3)]
print(hands, random.Random(7).sample(range(1000), 5), [round(random.Random(3).random(), 9) for _ in range(2)])
state = random.Random("text seed")
saved = state.getstate()
before = [state.randrange(100) for _ in range(5)]
state.setstate(saved)
print(before == [state.randrange(100) for _ in range(5)], before, state.getrandbits(70), round(state.triangular(1, 9, 2), 6))
