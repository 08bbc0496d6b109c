# Text as data: suffix arrays by doubling, common prefixes, Burrows-Wheeler and search in it, Markov chains that make text.
from __future__ import annotations

import re
import textwrap
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial, total_ordering
from itertools import accumulate, chain, groupby, islice, pairwise, takewhile
from math import log2
from operator import itemgetter
from random import Random
from typing import NamedTuple

POEM = """the owl and the pussycat went to sea in a beautiful pea green boat
they took some honey and plenty of money wrapped up in a five pound note
the owl looked up to the stars above and sang to a small guitar
o lovely pussy o pussy my love what a beautiful pussy you are"""


@total_ordering
class View:
    """A piece of a text that is compared without being copied."""
    __slots__ = ("text", "at", "end")

    def __init__(self, text, at=0, end=None):
        self.text, self.at, self.end = text, at, len(text) if end is None else end

    def __len__(self):
        return self.end - self.at

    def __getitem__(self, k):
        if isinstance(k, slice):
            low, high, step = k.indices(len(self))
            return View(self.text, self.at + low, self.at + max(low, high)) if step == 1 else str(self)[k]
        if not -len(self) <= k < len(self):
            raise IndexError(k)
        return self.text[self.at + k if k >= 0 else self.end + k]

    def __eq__(self, other):
        return str(self) == str(other)

    def __lt__(self, other):
        for a, b in zip(self, other):
            if a != b:
                return a < b
        return len(self) < len(other)

    def __hash__(self):
        return hash(str(self))

    def __str__(self):
        return self.text[self.at:self.end]

    def __repr__(self):
        return f"View({str(self)!r})"


def suffix_array(text: Sequence) -> list[int]:
    rank = {c: r for r, c in enumerate(sorted(set(text)))}
    ranks, width = [rank[c] for c in text], 1
    order = sorted(range(len(text)), key=ranks.__getitem__)
    while width < len(text) and ranks[order[-1]] != len(text) - 1:
        key = [(r, ranks[i + width] if i + width < len(text) else -1) for i, r in enumerate(ranks)]
        order.sort(key=key.__getitem__)
        fresh = list(accumulate((key[b] != key[a] for a, b in pairwise(order)), initial=0))
        for place, i in enumerate(order):
            ranks[i] = fresh[place]
        width *= 2
    return order


@dataclass(frozen=True)
class Index:
    text: str

    @cached_property
    def order(self):
        return suffix_array(self.text)

    @cached_property
    def common(self):
        """Kasai: how many letters each suffix shares with the one before it in order."""
        place, out, h = {i: p for p, i in enumerate(self.order)}, [0] * len(self.text), 0
        for i in range(len(self.text)):
            if place[i] == 0:
                h = 0
                continue
            j = self.order[place[i] - 1]
            while self.text[i + h:i + h + 1] == self.text[j + h:j + h + 1] != "":
                h += 1
            out[place[i]] = h
            h = max(h - 1, 0)
        return out

    def find(self, pattern):
        key = lambda i: self.text[i:i + len(pattern)]
        low = bisect_left(self.order, pattern, key=key)
        high = bisect_right(self.order, pattern, lo=low, key=key)
        return sorted(self.order[low:high])

    def __contains__(self, pattern):
        return bool(self.find(pattern))

    def longest_repeat(self):
        n, place = max(zip(self.common, self.order), key=lambda p: (p[0], -p[1]))
        return self.text[place:place + n]

    def distinct(self):
        n = len(self.text)
        return n * (n + 1) // 2 - sum(self.common)

    def repeats(self, least, times):
        for long, group in groupby(zip(self.common, self.order), key=lambda p: p[0] >= least):
            found = list(group)
            if long and len(found) + 1 >= times:
                yield self.text[found[0][1]:found[0][1] + min(h for h, _ in found)], len(found) + 1


def common_substring(a, b):
    index = Index(f"{a}\0{b}\1")
    best = ""
    for (i, j), h in zip(pairwise(index.order), index.common[1:]):
        if (i < len(a)) != (j < len(a)) and h > len(best):
            best = index.text[i:i + h]
    return best


class BurrowsWheeler:
    def __init__(self, text):
        text += "\0"
        order = suffix_array(text)
        self.last = "".join(text[i - 1] for i in order)
        counts = Counter(self.last)
        self.starts = dict(zip(sorted(counts), accumulate((counts[c] for c in sorted(counts)), initial=0)))
        self.ranks = {c: list(accumulate((d == c for d in self.last), initial=0)) for c in counts}

    def count(self, pattern):
        low, high = 0, len(self.last)
        for c in reversed(pattern):
            if c not in self.starts:
                return 0
            low, high = (self.starts[c] + self.ranks[c][x] for x in (low, high))
            if low >= high:
                return 0
        return high - low

    def __iter__(self):
        at, out = 0, deque()
        for _ in range(len(self.last) - 1):
            c = self.last[at]
            out.appendleft(c)
            at = self.starts[c] + self.ranks[c][at]
        yield from out

    def runs(self):
        return "".join(f"{n if n > 1 else ''}{c}" for c, n in ((c, len(list(g))) for c, g in groupby(self.last.replace("\0", "$"))))


def move_to_front(text):
    letters = sorted(set(text))
    for c in text:
        at = letters.index(c)
        letters.insert(0, letters.pop(at))
        yield at


def entropy(items):
    counts = Counter(items)
    return sum(n / counts.total() * log2(counts.total() / n) for n in counts.values())


class Step(NamedTuple):
    words: tuple[str, ...]
    total: int
    sums: tuple[int, ...]


@dataclass
class Chain:
    order: int = 2
    seen: defaultdict = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, tokens):
        window = deque(("",) * self.order, maxlen=self.order)
        for token in chain(tokens, [""]):
            self.seen[tuple(window)][token] += 1
            window.append(token)
        vars(self).pop("steps", None)

    @cached_property
    def steps(self):
        return {state: Step(tuple(sorted(c)), c.total(), tuple(accumulate(c[w] for w in sorted(c)))) for state, c in self.seen.items()}

    def walk(self, numbers: Iterator[int]):
        state = ("",) * self.order
        while True:
            step = self.steps[state]
            word = step.words[bisect_right(step.sums, next(numbers) % step.total)]
            if not word:
                return len(step.words)
            wish = yield word
            if wish:
                state = wish if wish in self.steps else ("",) * self.order
            else:
                state = (*state[1:], word)


def numbers(seed):
    a = seed
    while True:
        a = (a * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        yield a >> 33


def main():
    banana = Index("banana")
    for place, shared in zip(banana.order, banana.common):
        print(f"{place} {shared} {View('banana', place)!r}")
    print(suffix_array(""), suffix_array("aaaa"), suffix_array("mississippi"), suffix_array((3, 1, 3, 1)), banana.find("ana"), banana.find(""), banana.distinct(), "nan" in banana, "nab" in banana)
    poem = Index(POEM.replace("\n", " / "))
    naive = sorted(range(len(poem.text)), key=partial(View, poem.text))
    print(poem.order == naive, poem.distinct(), repr(poem.longest_repeat()), poem.find("pussy"), poem.find("zebra"))
    print(sorted(poem.repeats(4, 3), key=lambda r: (-r[1], r[0])), sum(poem.common))
    print([common_substring(*p) for p in [("harvester", "the harvest"), ("abc", "xyz"), ("", "a"), ("ferry boat", "oat bran")]])
    for text in ("mississippi", "abracadabra", POEM[:66]):
        bw = BurrowsWheeler(text)
        front = list(move_to_front(bw.last))
        print(bw.runs(), "".join(bw) == text, [bw.count(p) for p in ("a", "ss", "abra", "ea", "")], f"{entropy(bw.last):.3f} {entropy(front):.3f}", front[:12])
    views = [View("suffix", i) for i in range(6)]
    print(max(views), min(views), sorted(map(str, views)), views[2][1:3], views[0][::-1], views[3] == "fix", View("aXb", 0, 1) < View("ab"), {View("xa", 1): 1}[View("a")], len(views[0][4:2]), sep="\n")
    model = Chain()
    for line in POEM.splitlines():
        model.learn(line.split())
    print(len(model.seen), sorted((" ".join(k).strip(), dict(c)) for k, c in model.seen.items() if len(c) > 1))
    letters = Chain(3)
    letters.learn(re.sub(r"\s+", " ", POEM))
    for seed in range(4):
        print(seed, textwrap.fill(" ".join(islice(model.walk(numbers(seed)), 30)), 90, subsequent_indent="  "), "|", "".join(islice(letters.walk(numbers(seed)), 50)))
    walk = model.walk(numbers(7))
    words = [next(walk), walk.send(("a", "beautiful")), walk.send(("no", "such")), *takewhile(lambda w: w != "and", walk)]
    print(words)
    try:
        while True:
            next(walk)
    except StopIteration as stop:
        print("ended with", stop.value, "ways on;", model.steps[("a", "beautiful")], model.steps["", ""].words)
    before = model.steps
    model.learn("a beautiful a beautiful sea".split())
    print(before is model.steps, model.steps[("a", "beautiful")], letters.steps["a", " ", "b"].total)
    for wrong in (lambda: views[0][9], lambda: next(Chain().walk(numbers(1))), lambda: sorted([View("a"), 1, "b"]), lambda: setattr(banana, "text", "x"), lambda: View("a") < 3):
        try:
            print(wrong())
        except (LookupError, TypeError, AttributeError) as e:
            print(f"{type(e).__name__}: {e}")
    rnd = Random(5)
    print(sorted(rnd.sample(range(100), 4)) == sorted(Random(5).sample(range(100), 4)), 0 <= rnd.random() < 1, Counter(map(itemgetter(0), POEM.split())).most_common(3))


main()
