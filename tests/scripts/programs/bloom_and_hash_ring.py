# Hashing at large: a Bloom filter, a counting one, consistent hashing with replicas, count-min, HyperLogLog, a Merkle tree.
from __future__ import annotations

import base64
import hashlib
import math
from abc import ABC, abstractmethod
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce, singledispatch
from itertools import chain, islice, takewhile
from operator import and_, or_
from statistics import fmean, harmonic_mean, pstdev
from typing import NamedTuple

@singledispatch
def as_bytes(value):
    raise TypeError(f"cannot hash {type(value).__name__}")

as_bytes.register(bytes, lambda v: v)
as_bytes.register(str, str.encode)

@as_bytes.register
def _(value: int):
    return value.to_bytes((value.bit_length() + 8) // 8, "little", signed=True)

@as_bytes.register(tuple)
@as_bytes.register(list)
def _(value):
    return b"".join(len(raw).to_bytes(2, "big") + raw for raw in map(as_bytes, value))

@lru_cache(maxsize=512)
def fnv(raw, seed=0xCBF29CE484222325):
    return reduce(lambda acc, byte: (acc ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF, raw, seed)

def mixed(value, salt=0):
    h = fnv(as_bytes(value)) ^ salt * 0x9E3779B97F4A7C15 & (1 << 64) - 1
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        h = (h ^ h >> shift) * factor & (1 << 64) - 1
    return h ^ h >> 33

class Filter(ABC):
    def __init__(self, expected, rate=0.01):
        self.bits = max(8, math.ceil(-expected * math.log(rate) / math.log(2) ** 2))
        self.hashes = max(1, round(self.bits / expected * math.log(2)))
        self.added = 0
    def places(self, value):
        first, step = mixed(value), mixed(value, 1) | 1
        return {(first + n * step) % self.bits for n in range(self.hashes)}
    def add(self, value):
        self.added += 1
        for place in self.places(value):
            self._mark(place)
        return self
    def update(self, values):
        for value in values:
            self.add(value)
        return self
    @abstractmethod
    def _mark(self, place): ...
    @abstractmethod
    def __contains__(self, value): ...

class Bloom(Filter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.field = bytearray(-(-self.bits // 8))
    def _mark(self, place):
        self.field[place >> 3] |= 1 << (place & 7)
    def __contains__(self, value):
        return all(self.field[p >> 3] >> (p & 7) & 1 for p in self.places(value))
    def _join(self, other, how):
        if not isinstance(other, Bloom) or (self.bits, self.hashes) != (other.bits, other.hashes):
            return NotImplemented
        result = object.__new__(Bloom)
        result.__dict__ |= self.__dict__ | {"field": bytearray(map(how, self.field, other.field)), "added": self.added + other.added}
        return result
    def __or__(self, other):
        return self._join(other, or_)
    def __and__(self, other):
        return self._join(other, and_)
    def __len__(self):
        ones = int.from_bytes(self.field, "little").bit_count()
        return round(-self.bits / self.hashes * math.log(1 - ones / self.bits)) if ones < self.bits else self.added
    @property
    def rate(self):
        return (1 - math.exp(-self.hashes * self.added / self.bits)) ** self.hashes

class Counting(Filter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.counts = Counter()
    def _mark(self, place):
        self.counts[place] += 1
    def __contains__(self, value):
        return all(self.counts[p] > 0 for p in self.places(value))
    def discard(self, value):
        if value in self:
            self.counts -= Counter(self.places(value))
            self.added -= 1

class Node(NamedTuple):
    name: str
    weight: int = 1

class Ring:
    """Keys go to the next point on a circle; every node has several points."""
    def __init__(self, nodes: Iterable[Node] = (), points=12):
        self.points, self.circle = points, []
        self.nodes = {}
        for node in nodes:
            self += node
    def __iadd__(self, node):
        self.nodes[node.name] = node
        for n in range(self.points * node.weight):
            insort(self.circle, (mixed((node.name, n)), node.name))
        return self
    def __isub__(self, name):
        del self.nodes[name]
        self.circle = [p for p in self.circle if p[1] != name]
        return self
    def walk(self, key):
        at = bisect_right(self.circle, (mixed(key), ""))
        seen = set()
        for _, name in chain(self.circle[at:], self.circle[:at]):
            if name not in seen:
                seen.add(name)
                yield self.nodes[name]
    def __getitem__(self, key):
        try:
            return next(self.walk(key))
        except StopIteration:
            raise LookupError("the ring is empty") from None
    @contextmanager
    def without(self, name):
        node = self.nodes[name]
        self -= name
        try:
            yield self
        finally:
            self += node

class Sketch:
    def __init__(self, width=32, depth=3):
        self.rows = [[0] * width for _ in range(depth)]
    def _cells(self, value):
        return ((row, mixed(value, n) % len(row)) for n, row in enumerate(self.rows, 2))
    def __setitem__(self, value, count):
        for row, at in self._cells(value):
            row[at] = max(row[at], count)
    def __getitem__(self, value):
        return min(row[at] for row, at in self._cells(value))

class Distinct:
    def __init__(self, power=5):
        self.power, self.registers = power, [0] * (1 << power)
    def add(self, value):
        h = mixed(value, 9)
        rest = h >> self.power
        rank = 64 - self.power - rest.bit_length() + 1
        at = h & (1 << self.power) - 1
        self.registers[at] = max(self.registers[at], rank)
    def __len__(self):
        m = len(self.registers)
        guess = 0.697 * m * harmonic_mean([2.0 ** r for r in self.registers])
        if guess <= 2.5 * m and (zeros := self.registers.count(0)):
            guess = m * math.log(m / zeros)
        return round(guess)

@dataclass(frozen=True)
class Merkle:
    digest: bytes
    children: tuple[Merkle, ...] = field(default=(), repr=False)
    @classmethod
    def leaf(cls, value):
        return cls(hashlib.sha256(b"\0" + as_bytes(value)).digest())
    @classmethod
    def build(cls, values):
        level = [cls.leaf(v) for v in values] or [cls(b"")]
        while len(level) > 1:
            level = [cls.join(*level[i:i + 2]) for i in range(0, len(level), 2)]
        return level[0]
    @classmethod
    def join(cls, left, right=None):
        return left if right is None else cls(hashlib.sha256(b"\1" + left.digest + right.digest).digest(), (left, right))
    @cached_property
    def size(self):
        return sum(c.size for c in self.children) or 1
    def proof(self, index):
        if not self.children:
            return
        left, right = self.children
        if index < left.size:
            yield from left.proof(index)
            yield "right", right.digest
        else:
            yield from right.proof(index - left.size)
            yield "left", left.digest
    def differences(self, other, at=0):
        if self.digest == other.digest:
            return
        if not self.children or not other.children or self.size != other.size:
            yield at
            return
        for mine, theirs in zip(self.children, other.children):
            yield from mine.differences(theirs, at)
            at += mine.size

def check(value, proof, root):
    digest = Merkle.leaf(value)
    for side, other in proof:
        digest = Merkle.join(*(digest, Merkle(other))[::1 if side == "right" else -1])
    return digest.digest == root

def main():
    print([as_bytes(v) for v in ("é", 0, 255, -1, (1, "a"), [b"x", 300])], f"{fnv(b'hello'):016x} {mixed('hello'):016x} {mixed('hello', 1):016x}")
    words = [f"word-{n}" for n in range(48)]
    bloom = Bloom(48, 0.02).update(words)
    wrong = [n for n in range(1000, 1060) if f"word-{n}" in bloom]
    print(bloom.bits, bloom.hashes, len(bloom), bloom.added, all(w in bloom for w in words), len(wrong), f"{bloom.rate:.4f}", sorted(bloom.places("x")), sep="\n")
    odd, low = Bloom(48, 0.02).update(words[1::2]), Bloom(48, 0.02).update(words[:24])
    both, union = odd & low, odd | low
    print(len(odd), len(low), len(union), len(both), words[1] in both, words[47] in both, words[47] in union, base64.b64encode(bytes(odd.field[:12])))
    counting = Counting(20).update(words[:20])
    for word in words[:10] + ["never there"]:
        counting.discard(word)
    print([w in counting for w in words[8:12]], counting.added, sum(counting.counts.values()), max(counting.counts.values()))
    ring = Ring([Node("ash"), Node("birch"), Node("cedar", 2), Node("elm")])
    keys = [f"user{n}" for n in range(60)]
    homes = {k: ring[k].name for k in keys}
    load = Counter(homes.values())
    print(sorted(load.items()), len(ring.circle), f"{pstdev(load.values()):.3f}", [n.name for n in ring.walk("user7")], ring["user7"], sep="\n")
    ring += Node("fir")
    moved = {k: (homes[k], ring[k].name) for k in keys if ring[k].name != homes[k]}
    print(len(moved), {to for _, to in moved.values()}, sorted(Counter(f for f, _ in moved.values()).items()), list(islice(moved.items(), 2)))
    with ring.without("cedar") as fewer:
        print(sorted(fewer.nodes), Counter(fewer[k].name for k in keys).most_common(2), ring is fewer)
    print(sorted(ring.nodes), all(ring[k].name == moved.get(k, (0, homes[k]))[1] for k in keys))
    replicas = defaultdict(list)
    for key in keys[:6]:
        for rank, node in enumerate(islice(ring.walk(key), 2)):
            replicas[node.name].append(f"{key}{'*' * rank}")
    print(dict(sorted(replicas.items())))
    sketch, exact = Sketch(), Counter()
    text = [words[n * n % 23] for n in range(90)]
    for word in text:
        exact[word] += 1
        sketch[word] += 1
    print([(w, n, sketch[w]) for w, n in exact.most_common(4)], fmean(sketch[w] - n for w, n in exact.items()), all(sketch[w] >= n for w, n in exact.items()), sketch["nothing"])
    for n in (0, 10, 130):
        distinct = Distinct()
        for k in range(n):
            distinct.add(("visitor", k % max(1, n)))
        print(f"{n} distinct, guessed {len(distinct)}", end="; ")
    print(max(distinct.registers), bool(Distinct()))
    tree = Merkle.build(words[:11])
    print(tree.digest.hex()[:32], tree.size, [c.size for c in tree.children], [side for side, _ in tree.proof(5)], [side for side, _ in tree.proof(10)])
    print(all(check(w, tree.proof(i), tree.digest) for i, w in enumerate(words[:11])), check("word-5", tree.proof(6), tree.digest))
    changed = words[:11]
    changed[3], changed[10] = "other", "last"
    print(list(tree.differences(Merkle.build(changed))), list(tree.differences(Merkle.build(words[:11]))), list(tree.differences(Merkle.build(words[:12]))), Merkle.build([]), tree == Merkle.build(words[:11]))
    for bad in (lambda: Ring()["x"], lambda: as_bytes(1.5), lambda: bloom | Bloom(5), lambda: bloom & 3, lambda: Filter(3), lambda: ring.without("oak").__enter__(), lambda: list(takewhile(bool, Ring().walk(1)))):
        try:
            print("fine", bad())
        except (LookupError, TypeError) as e:
            print(f"{type(e).__name__}: {e}")

main()
