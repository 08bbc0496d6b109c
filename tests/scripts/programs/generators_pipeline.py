# Data through generators: sources, filters, windows, merges, tees, broadcast and back-pressure.
import heapq
import itertools as it
from collections import Counter, deque
from contextlib import closing, contextmanager
from functools import partial, reduce, wraps
from operator import itemgetter, methodcaller


class Stage:
    """A function from an iterator to an iterator; `|` joins two."""

    def __init__(self, function, name=None):
        self.function = function
        self.name = name or function.__name__

    def __or__(self, other):
        return Stage(lambda items: other(self(items)), f"{self.name} | {other.name}")

    def __ror__(self, items):
        return self(items)

    def __call__(self, items):
        return self.function(items)

    def __repr__(self):
        return f"<{self.name}>"


def stage(function):
    @wraps(function)
    def make(*args, **kwargs):
        return Stage(lambda items: function(items, *args, **kwargs), function.__name__)
    return make


@stage
def where(items, test):
    for item in items:
        if test(item):
            yield item


@stage
def apply(items, function):
    yield from map(function, items)


@stage
def window(items, size, step=1):
    held = deque(maxlen=size)
    for n, item in enumerate(items):
        held.append(item)
        if len(held) == size and (n - size + 1) % step == 0:
            yield tuple(held)


@stage
def batch(items, size):
    items = iter(items)
    while group := list(it.islice(items, size)):
        yield group


@stage
def take(items, n):
    if n <= 0:
        return
    for count, item in enumerate(items, 1):
        yield item
        if count >= n:
            return


@stage
def distinct(items, key=lambda x: x):
    seen = set()
    for item in items:
        mark = key(item)
        if mark not in seen:
            seen.add(mark)
            yield item


@stage
def sort_nearly(items, distance, key=None):
    heap, numbers = [], it.count()
    for item in items:
        entry = (key(item) if key else item, next(numbers), item)
        if len(heap) < distance:
            heapq.heappush(heap, entry)
        else:
            yield heapq.heappushpop(heap, entry)[2]
    while heap:
        yield heapq.heappop(heap)[2]


events = []


@contextmanager
def resource(name):
    events.append(f"open {name}")
    try:
        yield name
    except GeneratorExit:
        events.append(f"stopped {name}")
        raise
    finally:
        events.append(f"close {name}")


def lines(name, count):
    with resource(name):
        for n in range(count):
            level = ("info", "warn", "error")[n * 7 % 5 % 3]
            yield f"{n * 13 % 60:02} {level} {name}: user={n % 6} took={n * n % 97}ms"


def parse(line):
    head, _, fields = line.partition(": ")
    second, level, source = head.split()
    return {"t": int(second), "level": level, "source": source, **dict(f.split("=") for f in fields.split())}


records = lines("web", 40) | apply(parse) | where(lambda r: r["level"] != "info") | sort_nearly(50, key=itemgetter("t"))
print([(r["t"], r["level"][0], r["took"]) for r in records], events)
events.clear()
with closing(lines("db", 10**9)) as source:
    print(list(source | apply(str.upper) | take(3)), events)
print(events)
with closing(lines("file", 5)) as source:
    print(next(source), events[-1])
print(events)

flow = where(lambda n: n % 3) | window(3, 2) | apply(sum) | batch(4)
print(flow, list(range(30) | flow), [] | flow | apply(len) | Stage(list))
print(list("abracadabra" | distinct()), list(["b", "A", "a", "B"] | distinct(str.lower)))


def running():
    """Answers the mean and the largest so far; None resets."""
    count = total = 0
    best = None
    answer = None
    while True:
        value = yield answer
        if value is None:
            count = total = 0
            best = answer = None
            continue
        count, total = count + 1, total + value
        best = value if best is None else max(best, value)
        answer = round(total / count, 2), best


def primed(generator):
    next(generator)
    return generator


mean = primed(running())
print([mean.send(v) for v in (4, 8, 1, None, 5)])
try:
    mean.throw(ValueError("bad input"))
except ValueError as e:
    print("out again:", e)
print(next(mean, "over"))


def broadcast(*targets):
    targets = list(targets)
    while True:
        item = yield
        for target in list(targets):
            try:
                target.send(item)
            except StopIteration as stop:
                targets.remove(target)
                events.append(("left", stop.value))
        if not targets:
            return


def collector(into, limit):
    for _ in range(limit):
        into.append((yield))
    return limit


small, large = [], []
events.clear()
sender = primed(broadcast(primed(collector(small, 3)), primed(collector(large, 6))))
sent = 0
try:
    for n in range(100):
        sender.send(n)
        sent += 1
except StopIteration:
    print(small, large, sent, events)


def tree(depth, name="r"):
    yield name
    if depth:
        for child in "ab":
            size = yield from tree(depth - 1, name + child)
        return size * 2 + 1
    return 1


def measured(depth):
    size = yield from tree(depth)
    yield f"size {size}"


print(list(measured(3)))
merged = heapq.merge(*(iter(range(k, 40, k + 2)) for k in range(1, 5)), reverse=False)
print(list(merged)[:15], list(heapq.merge("adg", "beh", "cfi", key=methodcaller("upper"))))
left, right = it.tee(n * n for n in range(10))
print(list(zip(left, it.islice(right, 1, None))), [k for k, g in it.groupby("aabbbc") if len(list(g)) > 1])
table = it.zip_longest("abc", range(5), [None], fillvalue="-")
print([*table], [*it.starmap(pow, [(2, 5), (3, 2)])], [*it.accumulate([3, 1, 4, 1, 5], max)], [*it.pairwise("abcd")])
print([*it.chain.from_iterable(["ab", "cd"])], [*it.dropwhile(str.isdigit, "12a3")], [*it.compress("abcdef", [1, 0, 1, 0, 1, 1])])
print(len(list(it.combinations(range(8), 3))), next(it.permutations("abc")), [*it.combinations_with_replacement("ab", 2)])
print([*it.product("ab", repeat=2)][-1], [*it.filterfalse(None, [0, 1, "", "x"])], [*it.repeat("x", 3)], list(it.islice(it.cycle("ab"), 5)))
primes = (n for n in it.count(2) if all(n % k for k in range(2, int(n**0.5) + 1)))
print([*it.takewhile(lambda p: p < 60, primes)], next(primes))


def interleave(*streams):
    waiting = deque(map(iter, streams))
    while waiting:
        stream = waiting.popleft()
        try:
            yield next(stream)
        except StopIteration:
            continue
        waiting.append(stream)


print("".join(interleave("abc", "12345", "", "XY")))
compose = partial(reduce, lambda f, g: lambda x: g(f(x)))
print(compose([str, len, range, list])(12345), sum(1 for _ in interleave(*[range(n) for n in range(30)])))
levels = Counter(r["level"] for name in ("a", "b") for r in map(parse, lines(name, 50)))
print(levels, events[-2:], max((r for r in map(parse, lines("z", 30))), key=lambda r: int(r["took"][:-2])))


def broken():
    try:
        yield 1
        yield 2
    finally:
        raise KeyError("in finally")


g = broken()
next(g)
try:
    g.close()
except KeyError as e:
    print("close raised", e)
g = broken()
try:
    g.throw(RuntimeError)
except RuntimeError:
    print("not begun", list(g))
