# Caches by different rules under one interface, with a fake clock, sizes and statistics.
import functools
from abc import ABC, abstractmethod
from collections import Counter, OrderedDict, defaultdict, deque
from contextlib import contextmanager
import heapq
import random


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    @contextmanager
    def later(self, seconds):
        self.now += seconds
        try:
            yield self.now
        finally:
            self.now -= seconds


class Cache(ABC):
    def __init__(self, size):
        if size < 1:
            raise ValueError("a cache holds at least one thing")
        self.size = size
        self.stats = Counter(hits=0, misses=0, evicted=0)

    def get(self, key, default=None):
        if key in self:
            self.stats["hits"] += 1
            return self.read(key)
        self.stats["misses"] += 1
        return default

    def put(self, key, value):
        if key not in self:
            while len(self) >= self.size:
                self.evict()
                self.stats["evicted"] += 1
        self.write(key, value)

    def __getitem__(self, key):
        missing = object()
        value = self.get(key, missing)
        if value is missing:
            raise KeyError(key)
        return value

    __setitem__ = put

    @abstractmethod
    def __contains__(self, key): ...
    @abstractmethod
    def __len__(self): ...
    @abstractmethod
    def read(self, key): ...
    @abstractmethod
    def write(self, key, value): ...
    @abstractmethod
    def evict(self): ...


class Lru(Cache):
    def __init__(self, size):
        super().__init__(size)
        self.items = OrderedDict()

    def __contains__(self, key):
        return key in self.items

    def __len__(self):
        return len(self.items)

    def read(self, key):
        self.items.move_to_end(key)
        return self.items[key]

    def write(self, key, value):
        self.items[key] = value
        self.items.move_to_end(key)

    def evict(self):
        self.items.popitem(last=False)

    def keys(self):
        return list(self.items)


class Mru(Lru):
    def evict(self):
        self.items.popitem()


class Fifo(Lru):
    def read(self, key):
        return self.items[key]

    def write(self, key, value):
        self.items[key] = value


class Lfu(Cache):
    def __init__(self, size):
        super().__init__(size)
        self.values, self.uses = {}, {}
        self.by_use = defaultdict(OrderedDict)

    def __contains__(self, key):
        return key in self.values

    def __len__(self):
        return len(self.values)

    def touch(self, key):
        n = self.uses.get(key, 0)
        if n:
            del self.by_use[n][key]
            if not self.by_use[n]:
                del self.by_use[n]
        self.uses[key] = n + 1
        self.by_use[n + 1][key] = None

    def read(self, key):
        self.touch(key)
        return self.values[key]

    def write(self, key, value):
        self.touch(key)
        self.values[key] = value

    def evict(self):
        least = min(self.by_use)
        key, _ = self.by_use[least].popitem(last=False)
        if not self.by_use[least]:
            del self.by_use[least]
        del self.values[key], self.uses[key]

    def keys(self):
        return [key for n in sorted(self.by_use) for key in self.by_use[n]]


class Ttl(Lru):
    def __init__(self, size, clock, seconds):
        super().__init__(size)
        self.clock, self.seconds = clock, seconds
        self.ends = []

    def __contains__(self, key):
        while self.ends and self.ends[0][0] <= self.clock():
            end, old = heapq.heappop(self.ends)
            if old in self.items and self.items[old][1] == end:
                del self.items[old]
                self.stats["expired"] += 1
        return key in self.items

    def read(self, key):
        return super().read(key)[0]

    def write(self, key, value):
        end = self.clock() + self.seconds
        heapq.heappush(self.ends, (end, key))
        super().write(key, (value, end))


def cached(cache):
    def wrap(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            key = (args, tuple(sorted(kwargs.items())))
            try:
                return cache[key]
            except KeyError:
                value = cache[key] = function(*args, **kwargs)
                return value
        inner.cache = cache
        return inner
    return wrap


clock = Clock()
chance = random.Random(11)
trace = [int(chance.paretovariate(0.6)) % 60 for _ in range(300)]
caches = {"lru": Lru(12), "mru": Mru(12), "fifo": Fifo(12), "lfu": Lfu(12), "ttl": Ttl(12, clock, 40)}
for name, cache in caches.items():
    clock.now = 0.0
    for key in trace:
        clock.now += 1
        value = cache.get(key)
        assert value is None or value == key * key, (name, key, value)
        if value is None:
            cache.put(key, key * key)
    print(name, dict(cache.stats), len(cache), cache.keys())
with clock.later(100):
    print([k for k in range(60) if k in caches["ttl"]], len(caches["ttl"]))
try:
    caches["lru"]["never"]
except KeyError as e:
    print("KeyError", e, caches["lru"].stats["misses"])
for wrong in (lambda: Cache(3), lambda: Lru(0)):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e)[:45])

calls = deque(maxlen=6)


@cached(Lru(30))
def paths(width, height, *, diagonal=False):
    """How many ways there are across."""
    calls.append((width, height))
    if width == 0 or height == 0:
        return 1
    ways = paths(width - 1, height, diagonal=diagonal) + paths(width, height - 1, diagonal=diagonal)
    return ways + paths(width - 1, height - 1, diagonal=True) if diagonal else ways


print(paths(12, 12), paths(6, 6, diagonal=True), paths.__name__, dict(paths.cache.stats))
print(list(calls), [k for k in paths.cache.keys()][-2:])


@functools.lru_cache(maxsize=16)
def collatz(n):
    return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


print(max(range(1, 60), key=collatz), collatz.cache_info(), collatz(97))
collatz.cache_clear()
print(collatz.cache_info(), collatz.cache_parameters())
hot = OrderedDict.fromkeys(range(200))
for n in range(500):
    key = n * 7919 % 200
    if n % 3:
        hot.move_to_end(key, last=n % 2 == 0)
    else:
        hot.pop(key)
        hot[key] = n
print(len(hot), list(hot)[:6], list(hot)[-4:], next(reversed(hot)), sum(v or 0 for v in hot.values()))
