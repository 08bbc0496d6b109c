# A line diff by Myers' greedy method, unified hunks, a parser of patches, fuzzy apply, three-way merge.
import re
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain, groupby
from typing import Iterator, NamedTuple


class Op(Enum):
    KEEP = " "
    DROP = "-"
    ADD = "+"

    def __repr__(self):
        return f"Op{self.value!r}"


class Edit(NamedTuple):
    op: Op
    text: str

    def __str__(self):
        return self.op.value + self.text


class PatchError(Exception):
    """A hunk that cannot be placed, or a patch that cannot be read."""


@dataclass
class Hunk:
    old_start: int
    new_start: int
    edits: list = field(default_factory=list)

    HEAD = re.compile(r"@@ -(?P<old>\d+)(?:,(?P<oldlen>\d+))? \+(?P<new>\d+)(?:,(?P<newlen>\d+))? @@")

    def side(self, skipped):
        return [e.text for e in self.edits if e.op is not skipped]

    @property
    def old(self):
        return self.side(Op.ADD)

    @property
    def new(self):
        return self.side(Op.DROP)

    def header(self):
        def part(start, n):
            return f"{start + (n > 0)}" if n == 1 else f"{start + (n > 0)},{n}"
        return f"@@ -{part(self.old_start, len(self.old))} +{part(self.new_start, len(self.new))} @@"

    def __str__(self):
        return "\n".join([self.header(), *map(str, self.edits)])

    def reversed(self):
        swap = {Op.ADD: Op.DROP, Op.DROP: Op.ADD, Op.KEEP: Op.KEEP}
        turned = [Edit(swap[e.op], e.text) for e in self.edits]
        ordered = []
        for kept, group in groupby(turned, key=lambda e: e.op is Op.KEEP):
            ordered += group if kept else sorted(group, key=lambda e: e.op is Op.ADD)
        return replace(self, old_start=self.new_start, new_start=self.old_start, edits=ordered)


def myers(a, b):
    """The shortest list of edits that turns a into b."""
    trail, best = [], {1: 0}
    for d in range(len(a) + len(b) + 1):
        trail.append(dict(best))
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and best[k - 1] < best[k + 1])
            x = best[k + 1] if down else best[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            best[k] = x
            if x >= len(a) and y >= len(b):
                return backtrack(trail, a, b)


def backtrack(trail, a, b):
    x, y, edits = len(a), len(b), deque()
    for d, best in reversed(list(enumerate(trail))):
        k = x - y
        before = k + 1 if k == -d or (k != d and best[k - 1] < best[k + 1]) else k - 1
        px = best[before]
        py = px - before
        while x > px and y > py:
            x, y = x - 1, y - 1
            edits.appendleft(Edit(Op.KEEP, a[x]))
        if d:
            edits.appendleft(Edit(Op.ADD, b[py]) if x == px else Edit(Op.DROP, a[px]))
        x, y = px, py
    return list(edits)


def hunks(edits, context=2) -> Iterator[Hunk]:
    changed = [i for i, e in enumerate(edits) if e.op is not Op.KEEP]
    spans = []
    for i in changed:
        lo, hi = max(0, i - context), min(len(edits), i + context + 1)
        if spans and lo <= spans[-1][1]:
            spans[-1][1] = hi
        else:
            spans.append([lo, hi])
    old = new = at = 0
    for lo, hi in spans:
        skipped = lo - at
        old, new = old + skipped, new + skipped
        hunk = Hunk(old, new, edits[lo:hi])
        yield hunk
        old, new, at = old + len(hunk.old), new + len(hunk.new), hi


def parse_patch(text):
    found, current = [], None
    for number, line in enumerate(text.splitlines(), 1):
        match line[:1], line[1:]:
            case "@", _:
                if not (m := Hunk.HEAD.match(line)):
                    raise PatchError(f"line {number}: bad header {line!r}")
                old, new = int(m["old"]), int(m["new"])
                current = Hunk(old - (m["oldlen"] != "0"), new - (m["newlen"] != "0"))
                found.append(current)
            case (" " | "+" | "-") as mark, rest if current:
                current.edits.append(Edit(Op(mark), rest))
            case _, _:
                raise PatchError(f"line {number}: stray {line!r}")
    return found


def apply(lines, patch, fuzz=3):
    result, shift = list(lines), 0
    for n, hunk in enumerate(patch, 1):
        want = hunk.old
        base = hunk.old_start + shift
        tries = sorted(range(-fuzz, fuzz + 1), key=lambda d: (abs(d), d))
        for offset in tries:
            at = base + offset
            if at >= 0 and result[at:at + len(want)] == want:
                break
        else:
            raise PatchError(f"hunk {n} of {len(patch)} does not apply near line {hunk.old_start + 1}")
        result[at:at + len(want)] = hunk.new
        shift += len(hunk.new) - len(want) + offset
    return result


def blocks(base, other):
    """Changes as (start, end, new lines) over the base."""
    at, start, new, out = 0, None, [], []
    for edit in chain(myers(base, other), [None]):
        if edit is None or edit.op is Op.KEEP:
            if start is not None:
                out.append((start, at, new))
            start, new, at = None, [], at + 1
            continue
        if start is None:
            start = at
        if edit.op is Op.DROP:
            at += 1
        else:
            new = new + [edit.text]
    return out


def merge3(base, mine, yours):
    left, right = deque(blocks(base, mine)), deque(blocks(base, yours))
    at, out, conflicts = 0, [], 0
    while left or right:
        first = min((q[0] for q in (left, right) if q), key=lambda c: c[:2])
        lo, hi = first[:2]
        own, their = [], []
        growing = True
        while growing:
            growing = False
            for q, taken in ((left, own), (right, their)):
                while q and q[0][0] <= hi and (q[0][0] < hi or q[0][0] == lo):
                    change = q.popleft()
                    taken.append(change)
                    hi, growing = max(hi, change[1]), True
        out += base[at:lo]

        def side(changes):
            lines, p = [], lo
            for s, e, new in changes:
                lines += base[p:s] + new
                p = e
            return lines + base[p:hi]
        a, b = side(own), side(their)
        if not their or a == b:
            out += a
        elif not own:
            out += b
        else:
            conflicts += 1
            out += ["<<<<<<<", *a, "=======", *b, ">>>>>>>"]
        at = hi
    return out + base[at:], conflicts


@contextmanager
def expecting(*kinds):
    try:
        yield
    except kinds as error:
        print(f"  {type(error).__name__}: {error}")
    else:
        print("  no error")


POEM = """in the morning
the boats go out
past the long wall
and the light
that turns all night
nobody waves
the gulls follow
as far as the bar
then they turn home
to wait""".split("\n")


def main():
    edited = POEM.copy()
    edited[1] = "the grey boats go out"
    edited.insert(5, "and half the day")
    del edited[8:9]
    edited.append("for the fish")
    edits = myers(POEM, edited)
    patch = list(hunks(edits, 1))
    text = "\n".join(map(str, patch))
    print(text)
    print({op.name: sum(e.op is op for e in edits) for op in Op})
    again = parse_patch(text)
    print("read back:", again == patch, [h.header() for h in again])
    print("applied:", apply(POEM, again) == edited, "undone:", apply(edited, [h.reversed() for h in again]) == POEM)
    moved = ["title", ""] + POEM
    print("with an offset:", apply(moved, again)[:5])
    with expecting(PatchError):
        apply(["something else"] * 20, again)
    for bad in ("@@ -1 +x @@", "hello", "@@ -1,2 +1 @@\n one\n*two"):
        with expecting(PatchError):
            parse_patch(bad)
    print("words:", "".join(f"[{e.op.value}{e.text}]" if e.op is not Op.KEEP else e.text
                            for e in myers("ABCABBA", "CBABAC")))
    print("empty:", myers("", ""), myers("", "ab"), myers("ab", ""))
    print("zero context:", [h.header() for h in hunks(myers(POEM, edited), 0)])

    yours = POEM.copy()
    yours[-1] = "to wait for dusk"
    yours[6:8] = ["the gulls follow them"]
    merged, bad = merge3(POEM, edited, yours)
    print("conflicts:", bad)
    print("\n".join(f"{n:2} {line}" for n, line in enumerate(merged, 1)))
    clean, bad = merge3(POEM, POEM[:2] + ["(a wall)"] + POEM[3:], POEM[:-1] + ["to sleep"])
    print(bad, clean[2], clean[-1], len(clean))
    print(merge3(POEM, edited, edited) == (edited, 0), merge3(POEM, POEM, yours)[0] == yours)


main()
