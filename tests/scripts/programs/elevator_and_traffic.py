# Agents with their own state: lifts, traffic lights and cars; enums that know what comes next.
from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, auto
from functools import total_ordering
from itertools import chain, count, cycle
from types import SimpleNamespace
from typing import ClassVar, Protocol


class Direction(IntEnum):
    DOWN = -1
    NONE = 0
    UP = 1

    def __neg__(self):
        return Direction(-self.value)

    def __str__(self):
        return {-1: "v", 0: "-", 1: "^"}[self.value]


class Light(Enum):
    RED = ("r", 4)
    GREEN = ("g", 3)
    YELLOW = ("y", 1)

    def __init__(self, letter, seconds):
        self.letter, self.seconds = letter, seconds

    @property
    def next(self):
        members = [Light.RED, Light.GREEN, Light.YELLOW]
        return members[(members.index(self) + 1) % 3]

    def __bool__(self):
        return self is not Light.RED


class Agent(ABC):
    kinds: ClassVar[Counter] = Counter()

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        Agent.kinds[cls.__name__] += 1
        self.name = f"{cls.__name__.lower()}{Agent.kinds[cls.__name__]}"
        return self

    @abstractmethod
    def tick(self, world):
        """One second."""


class Ticking(Protocol):
    def tick(self, world): ...


@total_ordering
@dataclass
class Passenger:
    number: int
    start: int
    end: int
    came: int
    left: int | None = None

    @property
    def direction(self):
        return Direction.UP if self.end > self.start else Direction.DOWN

    @property
    def took(self):
        return None if self.left is None else self.left - self.came

    def __lt__(self, other):
        return (self.took, self.number) < (other.took, other.number)


class Lift(Agent):
    def __init__(self, floors, size=3):
        self.floor, self.size, self.top = 0, size, floors - 1
        self.direction = Direction.NONE
        self.inside: list[Passenger] = []
        self.trail = deque(maxlen=12)

    def tick(self, world):
        out = [p for p in self.inside if p.end == self.floor]
        for passenger in out:
            self.inside.remove(passenger)
            passenger.left = world.now
            world.done.append(passenger)
        waiting = world.floors[self.floor]
        if not self.inside:
            self.direction = self.choose(world)
        boarded = 0
        for passenger in list(waiting):
            if len(self.inside) < self.size and passenger.direction in (self.direction, self.direction or passenger.direction):
                waiting.remove(passenger)
                self.inside.append(passenger)
                boarded += 1
        if not (out or boarded):
            self.floor += self.direction
        if self.floor in (0, self.top) and self.direction in (Direction.DOWN if self.floor == 0 else Direction.UP,):
            self.direction = -self.direction
        self.trail.append(f"{self.floor}{self.direction}{len(self.inside)}")

    def choose(self, world):
        calls = [n for n, line in enumerate(world.floors) if line]
        if not calls:
            return Direction.NONE
        if self.floor in calls:
            return world.floors[self.floor][0].direction
        nearest = min(calls, key=lambda n: (abs(n - self.floor), n))
        return Direction.UP if nearest > self.floor else Direction.DOWN


@dataclass
class Car:
    speed: int
    at: int
    number: int = field(default_factory=count(1).__next__)

    def moved(self, gap, most):
        speed = min(self.speed + 1, most, gap)
        return replace(self, speed=speed, at=self.at + speed)


class Signal(Agent):
    def __init__(self, place, start=Light.RED):
        self.place, self.light, self.since = place, start, 0

    def tick(self, world):
        self.since += 1
        if self.since >= self.light.seconds:
            self.light, self.since = self.light.next, 0


class Road(Agent):
    def __init__(self, length, signals):
        self.length, self.signals, self.cars = length, signals, []
        self.through = 0

    def tick(self, world):
        ahead, moved = self.length + 9, []
        for car in sorted(self.cars, key=lambda c: -c.at):
            stops = [s.place - 1 for s in self.signals if not s.light and s.place > car.at]
            gap = max(0, min([ahead - 1, *stops]) - car.at)
            car = car.moved(gap, 3)
            if car.at >= self.length:
                self.through += 1
                continue
            moved.append(car)
            ahead = car.at
        self.cars = moved
        if world.random.random() < 0.5 and (not moved or moved[-1].at > 0):
            self.cars.append(Car(0, 0))

    def __str__(self):
        line = ["."] * self.length
        for signal in self.signals:
            line[signal.place] = signal.light.letter
        for car in self.cars:
            line[car.at] = str(car.speed)
        return "".join(line)


class World(SimpleNamespace):
    def add(self, *agents: Ticking):
        self.agents.extend(agents)
        return agents[0]

    def run(self, seconds):
        for _ in range(seconds):
            self.now += 1
            for agent in self.agents:
                agent.tick(self)
            yield self.now


def building(seed, lifts, people):
    chance = random.Random(seed)
    world = World(now=0, agents=[], random=chance, floors=[[] for _ in range(6)], done=[])
    for _ in range(lifts):
        world.add(Lift(6))
    numbers = count(1)
    for now in world.run(120):
        if now % 3 == 0 and len(world.done) + sum(map(len, world.floors)) + sum(len(a.inside) for a in world.agents) < people:
            start, end = chance.sample(range(6), 2)
            world.floors[start].append(Passenger(next(numbers), start, end, now))
    return world


for lifts in (1, 2):
    world = building(5, lifts, 20)
    times = [p.took for p in world.done]
    print(f"{lifts} lifts: {len(times)} arrived, mean {sum(times) / len(times):.3f}, worst {max(world.done)}")
    print("  ", *(" ".join(a.trail) for a in world.agents), sep="\n    ")
    print("  ", Counter(p.direction.name for p in world.done), [p.number for p in sorted(world.done)[:5]])
signals = [Signal(8), Signal(18, Light.GREEN)]
street = World(now=0, agents=[], random=random.Random(8))
street.add(*signals)
road = street.add(Road(28, signals))
for now in street.run(24):
    if now % 2 == 0:
        print(f"{now:3} {road} {[s.light.name for s in signals]}")
print(road.through, len(road.cars), road.cars[0], Agent.kinds, [a.name for a in street.agents])
try:
    Agent()
except TypeError as e:
    print("abstract" in str(e), Agent.kinds["Agent"])
print(-Direction.UP, str(Direction.NONE), Direction.UP * 3, [*Direction], Light(("r", 4)).next, bool(Light.RED), Light.GREEN.value)


class Phase(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower()

    NIGHT = auto()
    DAY = auto()


lamp = cycle(chain([Light.RED] * 2, (light for light in Light)))
print([next(lamp).letter for _ in range(8)], [p.value for p in Phase], Phase("day"), Phase.DAY in Phase, Light.RED == Light.RED.next.next.next)
