#!/usr/bin/env python3
"""Prints a random program that fills, merges, moves, clears, copies and iterates containers of
every kind: containers.py SEED

Every statement is one line, so that a program that fails is cut down well. What Python leaves
open is not printed: the order of sets, and what an iterator over a changed dict gives. One
program in five is wild: its keys change the containers while they are compared or hashed, which
has no answer to compare; such a program need only survive.
"""

import sys

import choices

PRELUDE = '''
import copy
import hashlib
import io
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque

try:
    import scriptling.runtime as runtime
except ImportError:
    runtime = None


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 5

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


class Wild(Key):
    hooks = []
    left = 0

    def act(self):
        if Wild.left > 0:
            Wild.left -= 1
            if Wild.left % 3 == 0:
                Wild.hooks[Wild.left % len(Wild.hooks)]()

    def __hash__(self):
        self.act()
        return self.n % 3

    def __eq__(self, other):
        self.act()
        return isinstance(other, Wild) and self.n == other.n


MAKERS = {
    "ints": lambda n: n * 7919 % 100003, "near": lambda n: n, "strs": lambda n: f"k{n * 31 % 9973}",
    "collide": lambda n: n * (2**61 - 1), "floats": lambda n: n / 4, "tuples": lambda n: (n % 50, str(n)),
    "objects": Key, "wild": Wild, "bytes": lambda n: b"%d" % n,
    "mixed": lambda n: [n, str(n), float(n), (n,), n % 2 == 0, b"b%d" % n, None, frozenset([n]), Key(n)][n % 9],
}


def fill(kind, size, start=0):
    make = MAKERS[kind]
    return [make(n) for n in range(start, start + size)]


def text_of(x, depth=0):
    if isinstance(x, (set, frozenset)):
        return type(x).__name__ + str(sorted(text_of(v) for v in x))
    if isinstance(x, dict) or type(x).__name__ == "ChainMap":
        return type(x).__name__ + str([(text_of(k), text_of(v)) for k, v in x.items()])
    if isinstance(x, bytearray):
        return "bytearray " + repr(bytes(x))
    if isinstance(x, (io.StringIO, io.BytesIO)):
        return repr((x.getvalue(), x.tell()))
    if isinstance(x, (list, tuple, deque)) and depth < 3:
        return type(x).__name__ + str([text_of(v, depth + 1) for v in x])
    return repr(x)


def show(x):
    if not QUIET:
        text = text_of(x)
        print(len(text), hashlib.md5(text.encode()).hexdigest()[:8], text[:40], "...", text[-20:])


def drain(iterator, is_ordered):
    """What is left of an iterator over what may have changed."""
    try:
        rest = list(iterator)
    except RuntimeError:
        rest = "changed"
    if is_ordered:
        show(rest)


class at:
    """Swallows what a statement raises, and says so."""

    def __init__(self, number):
        self.number = number

    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        if kind is not None and not QUIET:
            print(self.number, kind.__name__)
        return kind is not None and issubclass(kind, Exception)


def cross(x):
    if runtime is None or isinstance(x, (io.StringIO, io.BytesIO)):
        return copy.deepcopy(x)
    return runtime.run(lambda v: v, x).get()

'''.lstrip()

FLAVOURS = ["ints", "near", "strs", "collide", "floats", "tuples", "objects", "mixed"]
SIZES = [0, 1, 2, 3, 5, 8, 16, 17, 33, 60, 100, 200]
BIG_SIZES = [700, 1500, 5000]

LIST = """{x}.append({k}) | {x}.extend({it}) | {x} += {it} | {x} *= {small} | {x}.insert({n}, {k}) | {x}.pop({n}) | {x}.pop()
del {x}[{s}] | {x}[{s}] = {it} | {x}[{i}:{i}] = {it} | {x}.sort(key=repr) | {x}.sort(key=repr, reverse=True) | {x}.reverse()
{x}.clear() | {x}[:] = {x} | {x}.extend({x}[:300]) | {x} = {x}[::-1] | {x}.remove({k}) | show({x}.count({k})) | show({x}.index({k}))
{x} = {x} + list({it}) | {x}.extend(q for q in {x}[:50]) | {x} = {x}.copy() | {x}[{n}] = {k} | del {x}[{n}] | {x} += {x}[:100]
{x}.sort(key=lambda q: ({x}.append(q), repr(q))[1]) | {x} = sorted({x}, key=repr) | show([*{x}, *{it}][{s}]) | show(tuple({x})[{s}])
[{x}.append(q) for q in {x} if len({x}) < 400] | {x}[::2] = {x}[::2] | del {x}[::3] | {x}[1:] = [] | show({k} in {x})
[{x}.pop(0) for _ in range(min(60, len({x})))] | [{x}.insert(0, q) for q in range(40)] | {x}, {y} = list({y}), list({x})"""
TUPLE = """{x} = {x} + tuple({it}) | {x} += ({k},) | {x} = {x}[{s}] | {x} *= {small} | show({x}.count({k})) | show({x}.index({k}))
show(sorted({x}, key=repr)) | show(hash({x}) == hash(tuple(list({x})))) | {x} = tuple(reversed({x})) | show({x} == tuple({it}))
a, *b = {x}; show(b) | {x} = (*{x}, *{it})[:400] | show(dict.fromkeys({x})) | show({x} < {x} + (1,))"""
DICT = """{x}[{k}] = {n} | {x}.update({d}) | {x}.update([(q, {n}) for q in {it}]) | {x} |= {d} | {x} = {x}|{d} | {x}.pop({k}, None)
{x}.popitem() | {x}.setdefault({k}, {n}) | del {x}[{k}] | {x}.clear() | {x} = {x}.copy() | {x}.update({x}) | {x} |= {x}
for q in list({x}): {x}[q] = {x}.pop(q) | for q in list({x})[::2]: del {x}[q] | for q in list({x}): del {x}[q]
{x} = copy.copy({x}) | show(list(reversed({x}))) | show(len({x}.keys() & set({it}))) | show({x}.keys()|set({it}))
for q in {x}: {x}['new', len({x})] = 1 | show({x} == dict({x})) | show(max({x}.values(), default=None)) | show({x}.get({k}))
{x}.update(dict.fromkeys({it}, {n})) | show(sorted({x}.items(), key=repr)[:5]) | show([*{x}.values()][{s}]) | show({k} in {x})
for q in {it}: {x}[q] = len({x}) | for q in {it}: {x}.pop(q, 0) | show({x}.keys() - set({it})) | {x}.update(**{{'a': 1, 'b': {n}}})
{x} |= [(q, 1) for q in {it}] | show(len({{**{x}, **{d}}})) | [{x}.popitem() for _ in range(len({x}) // 2)] | show(list({x}.items())[-3:])
{x}, {y} = {x}.copy(), {y} | {x}.update({x}|{d}) | {x}.__init__({d}) | for q in list({x})[:30]: {x}[q] = {x}.get(q)"""
ORDERED = DICT + """
{x}.move_to_end({k}) | {x}.move_to_end({k}, last=False) | {x}.popitem(last=False) | {x}.move_to_end(next(iter({x})))
for q in list({x}): {x}.move_to_end(q, last=False) | for q in list({x})[::3]: {x}.move_to_end(q) | show({x} == OrderedDict(reversed({x}.items())))
for q in list({x})[:20]: {x}.pop(q); {x}[q] = 0; {x}.move_to_end(q, last=False) | show(next(reversed({x}), None))
[{x}.popitem(last=q % 2) for q in range(min(40, len({x})))] | {x} = OrderedDict({x}) | {x} = type({x})(reversed({x}.items()))
{x}.move_to_end(list({x})[-1], last=False)"""
DEFAULT = DICT + """
{x}[{k}] += 1 | for q in {it}: {x}[q] += 1 | show({x}[{k}]) | {x} = defaultdict(int, {x}) | {x}.default_factory = int"""
COUNTER = DICT + """
{x}.update({it}) | {x}.subtract({it}) | {x} += Counter({it}) | {x} -= Counter({it}) | {x} &= Counter({it}) | {x} |= Counter({it})
{x} = {x} + Counter({it}) | {x} = {x} - Counter({it}) | {x} = +{x} | {x} = -{x} | show({x}.most_common(4)) | show({x}.total())
show(sorted({x}.elements(), key=repr)[:20]) | {x}[{k}] += 1 | {x} = Counter({x}) | {x} &= {x} | {x} -= {x}"""
SET = """{x}.add({k}) | {x}.discard({k}) | {x}.remove({k}) | {x}.update({it}, {it}) | {x} |= set({it}) | {x} &= set({it}) | {x} -= set({it})
{x} ^= set({it}) | {x}.intersection_update({it}) | {x}.difference_update({it}) | {x}.symmetric_difference_update({it}) | {x} = {x}.copy()
{x}.clear() | q = {x}.pop(); show(q in {x}); {x}.add(q) | for q in list({x}): {x}.discard(q); {x}.add(q) | {x} = {x}|set({it})
{x} |= {x} | {x} &= {x} | {x} -= {x} | {x} ^= {x} | show({x}.isdisjoint({it})) | show({x}.issubset({it})) | show({x} >= set({it}))
{x}.intersection_update({it}, {it}) | {x} = {{q for q in {x}}} | {x}.update({x}) | for q in {x}: {x}.add(('new', len({x})))
q = [{x}.pop() for _ in range(len({x}) // 2)]; show(len({x})); {x}.update(q) | show({k} in {x}) | {x} = set({x}) - set({it})
show({x} == set(list({x}))) | show({x}.union({it}, {it})) | show({x}.intersection({it})) | {x} = set(frozenset({x})) ^ set({it})
for q in {it}: {x}.add(q) | for q in {it}: {x}.discard(q) | q = set(); [q.add({x}.pop()) for _ in range(len({x}))]; {x} |= q"""
FROZEN = """{x} = {x}|frozenset({it}) | {x} = {x} & frozenset({it}) | {x} = {x} - frozenset({it}) | {x} = {x} ^ set({it}) | {x} |= set({it})
show(hash({x}) == hash(frozenset(list({x})))) | {x} = frozenset(sorted({x}, key=text_of)[:200]) | show({k} in {x}) | show({x} <= frozenset({it}))
{x} = frozenset().union({x}, {it}) | show({{{x}: 1}}[frozenset(list({x}))]) | {x} &= {x}.union({it}) | {x} = {x}.difference({it})"""
DEQUE = """{x}.append({k}) | {x}.appendleft({k}) | {x}.extend({it}) | {x}.extendleft({it}) | {x}.rotate({n}) | {x}.rotate(-{n}) | {x}.pop()
{x}.popleft() | {x}.insert({n}, {k}) | {x}.remove({k}) | del {x}[{n}] | {x}[{n}] = {k} | {x}.reverse() | {x}.clear() | {x} = {x}.copy()
{x} += {it} | {x} *= {small} | {x} = deque({x}, {i}) | show({x}.index({k})) | show({x}.count({k})) | for q in {x}: {x}.append(q)
{x}.extend({x}) | {x}.extendleft(list({x})[:30]) | {x} = {x} + deque({it}) | [{x}.rotate(1) for _ in range(9)] | show(list(reversed({x})))
while len({x}) > 20: {x}.popleft() | [{x}.append({x}.popleft()) for _ in range(len({x}))] | show({x} == deque(list({x}))) | {x} = deque({x})
[{x}.appendleft({x}.pop()) for _ in range(min(70, len({x})))] | show({x}[{n}]) | show({x} < deque({it})) | {x}, {y} = deque({y}), deque({x})"""
BYTEARRAY = """{x}.append({byte}) | {x}.extend({bs}) | {x} += {bs} | {x} *= {small} | del {x}[{s}] | {x}[{s1}] = {bs} | {x}.insert({n}, {byte})
{x}.pop({n}) | {x}.pop() | {x}.reverse() | {x}.clear() | {x}.remove({byte}) | {x} = {x}.replace({bs}[:2], {bs}[:3]) | {x}[:] = {x}
with memoryview({x}) as m: {x}.append(1) | with memoryview({x}) as m: m[::2] = bytes(len(m[::2])) | {x} = bytearray({x}) + {bs} | del {x}[:40]
m = memoryview({x}); show(m[{s}].tolist()[:9]); m.release() | show({x}.find({bs}[:2])) | {x} = {x}.translate(bytes(range(255, -1, -1)))
{x}.extend({x}) | {x} += {x}[:200] | show({x}.split({bs}[:1])[:4]) | {x}[{i}:{i}] = {x}[:50] | show(bytes({x})[{s}]) | {x} = {x}.join([{bs}, b'-', {bs}])
while len({x}) > 30: del {x}[:7] | [{x}.pop(0) for _ in range(min(50, len({x})))] | show({x}.count({byte})) | {x}[{n}] = {byte} | {x} = {x}.upper()"""
BYTES = """{x} += {bs} | {x} = {x}[{s}] | {x} = {x} * {small} | show({x}.find({bs}[:2])) | {x} = {x}.replace({bs}[:1], {bs}[:4]) | show({x}.count(b'a'))
show(memoryview({x})[{s}].tolist()[:9]) | {x} = b''.join([{x}, {bs}, {x}[:20]]) | show({x}.split({bs}[:1])[:4]) | show(hash({x}) == hash(bytes(bytearray({x}))))
show({x}.hex()[{s}]) | {x} = bytes(reversed({x})) | show({x} in {x} + {bs}) | {x} = bytes(memoryview({x}).cast('B'))"""
STR = """{x} += {text} | {x} = {x}[{s}] | {x} = {x} * {small} | {x} = {x}.replace({text}[:1], {text}[:3]) | show({x}.find({text}[:2])) | show({x}.split()[:5])
{x} = ''.join([{x}, {text}, {x}[:20]]) | {x} = {x}.upper() | {x} = {x}.lower()[::-1] | show({x}.encode()[{s}]) | for q in {text}: {x} += q
for q in range(40): {x} += str(q) | {x} = {text} + {x} | show({x}.count({text}[:1])) | {x} = {x}.translate({{97: 'bc', 98: None}}) | show(sorted({x})[:9])
{x} = f'{{{x}}}{{{x}[:9]!r}}' | show({x}.partition({text}[:1])) | {x} = {x}.ljust(80, '*')[:300] | show({x}.splitlines()[:3]) | {x} = '-'.join({x}[:90])"""
STRINGIO = """{x}.write({text}) | {x}.seek({i}) | {x}.seek(0, 2) | show({x}.read({i})) | show({x}.readline()) | show({x}.getvalue()[{s}]) | {x}.truncate()
{x}.truncate({i}) | {x}.writelines([{text}, {text}]) | {x}.seek(0); show(list({x})) | {x}.seek(0); show({x}.readlines({i})) | print({text}, {n}, file={x})
for q in range(60): {x}.write(str(q)) | {x} = io.StringIO({x}.getvalue() + {text}) | {x}.seek(0); next({x}); {x}.write({text}) | show({x}.tell())"""
BYTESIO = """{x}.write({bs}) | {x}.seek({i}) | {x}.seek(0, 2) | show({x}.read({i})) | show({x}.readline()) | show({x}.getvalue()[{s}]) | {x}.truncate()
{x}.truncate({i}) | {x}.writelines([{bs}, {bs}]) | {x}.seek(0); show(list({x})) | {x}.seek(-{i}, 2) | show({x}.readinto(bytearray({i})))
with {x}.getbuffer() as m: {x}.write(b'long' * 99) | with {x}.getbuffer() as m: m[:2] = b'ab' | for q in range(60): {x}.write(b'%d' % q)
{x} = io.BytesIO({x}.getvalue() + {bs}) | m = {x}.getbuffer(); show(bytes(m[{s}])); m.release() | show({x}.tell())"""
CHAIN = """{x}[{k}] = {n} | {x} = {x}.new_child({d}) if len({x}.maps) < 9 else {x}.parents | {x} = {x}.parents | del {x}[{k}] | {x}.pop({k}, 0) if {k} in {x}.maps[0] else 0
{x}.update({d}) | {x}.maps[0].clear() | show(dict({x})) | {x}.maps.append({d}) | show({x}.get({k})) | show({k} in {x}) | {x} |= {d} | {x} = {x}|{d}
{x}.popitem() | show(list({x})[{s}]) | {x}.maps.reverse() | {x} = {x}.copy() | {x}.setdefault({k}, {n}) | show(len({x})) | {x}.maps[-1].update({d})"""

KINDS = {
    "list": ("list({it})", LIST), "tuple": ("tuple({it})", TUPLE), "dict": ("dict.fromkeys({it}, {n})", DICT),
    "set": ("set({it})", SET), "frozenset": ("frozenset({it})", FROZEN), "deque": ("deque({it}{maxlen})", DEQUE),
    "OrderedDict": ("OrderedDict.fromkeys({it}, {n})", ORDERED), "defaultdict": ("defaultdict(int, {d})", DEFAULT),
    "Counter": ("Counter({it})", COUNTER), "bytearray": ("bytearray({bs})", BYTEARRAY), "bytes": ("bytes({bs})", BYTES),
    "str": ("str({text})", STR), "StringIO": ("io.StringIO({text})", STRINGIO), "BytesIO": ("io.BytesIO({bs})", BYTESIO),
    "ChainMap": ("ChainMap({d}, {d})", CHAIN),
}
OPERATIONS = {kind: [op.strip() for line in ops.strip().splitlines() for op in line.split(" | ")]
              for kind, (_, ops) in KINDS.items()}
WEIGHTS = {"dict": 4, "set": 4, "list": 3, "OrderedDict": 4, "deque": 3, "bytearray": 3, "Counter": 2}
HASHED = {"dict", "set", "frozenset", "OrderedDict", "defaultdict", "Counter", "ChainMap"}
UNORDERED = {"set", "frozenset"}
ORDERED_ITERATION = {"list", "tuple", "deque", "bytearray", "bytes", "str"}


class Containers:
    def __init__(self, seed):
        self.random = choices.of(seed)
        self.is_wild = self.random.random() < 0.2
        self.flavours = ["wild", "ints"] if self.is_wild else self.random.sample(FLAVOURS, 2)
        self.sizes = SIZES + (BIG_SIZES if self.random.random() < 0.3 else [])
        self.variables = {}
        self.iterators = {}
        self.lines = []

    def pick(self, items):
        return self.random.choice(items)

    def number(self, low, high):
        return self.random.randint(low, high)

    def slice(self, steps=True):
        part = lambda: self.pick(["", "", str(self.number(-9, 9)), str(self.pick(self.sizes))])
        step = self.pick(["", "", "", ":2", ":-1", ":3"]) if steps else ""
        return f"{part()}:{part()}{step}"

    def items(self, target=None):
        """Something to iterate for `target`: fresh, or another container, also the same one."""
        usable = [x for x, kind in self.variables.items() if kind not in ("StringIO", "BytesIO")]
        if usable and self.random.random() < 0.4:
            x = self.pick(usable)
            if x == target and self.variables[x] in UNORDERED:
                return f"list({x})"  # It may be changed meanwhile: which item was the first?
            if self.variables[x] in UNORDERED and self.variables.get(target) not in UNORDERED:
                return f"sorted({x}, key=text_of)"
            return self.pick([x, f"list({x})", f"iter({x})", f"(q for q in {x})", f"reversed(list({x}))"])
        start = self.pick([0, 0, 0, 5, 50, 1000])
        return f"fill({self.pick(self.flavours)!r}, {self.pick(self.sizes)}, {start})"

    def mapping(self):
        usable = [x for x, kind in self.variables.items() if kind in HASHED - UNORDERED]
        if usable and self.random.random() < 0.4:
            return self.pick(usable)
        return f"dict.fromkeys({self.items()}, {self.number(-3, 9)})"

    def expand(self, template, x):
        out, at = [], 0
        same = [y for y, kind in self.variables.items() if kind == self.variables.get(x)]
        other = self.pick(same or [x])
        while (start := template.find("{", at)) >= 0:
            out.append(template[at:start])
            if template[start:start + 2] == "{{" and template[start + 2:start + 3] != "{":
                out.append("{")
                at = start + 2
                continue
            if template[start:start + 3] == "{{{":
                out.append("{")
                start += 2
            end = template.index("}", start)
            name = template[start + 1:end]
            out.append(other if name == "y" else str(self.part(name, x)))
            at = end + 1
        out.append(template[at:])
        return "".join(out).replace("}}", "}")

    def part(self, name, x):
        match name:
            case "x":
                return x
            case "k":
                return f"fill({self.pick(self.flavours)!r}, 1, {self.pick([0, 1, 2, 7, 55, 1001])})[0]"
            case "n":
                return self.number(-3, 12)
            case "i":
                return self.pick([0, 1, 3, 8, 20, 100])
            case "s":
                return self.slice()
            case "s1":
                return self.slice(steps=False)
            case "small":
                return self.pick([0, 1, 2, 3])
            case "it":
                return self.items(x)
            case "d":
                return self.mapping()
            case "byte":
                return self.number(0, 255)
            case "bs":
                return f"b{self.pick(['ab', 'x,y,', 'line' + chr(92) + 'n', '0', chr(92) + 'x00' + chr(92) + 'xff'])!r}".replace(
                    chr(92) * 2, chr(92)) + f" * {self.pick(self.sizes)}"
            case "text":
                return self.pick(["'ab'", "'é,'", "'line' '\\n'", "'😀x '", "'a b'"]) + f" * {self.pick(self.sizes[:11])}"
            case "maxlen":
                return self.pick(["", "", ", 5", ", 40"])
        raise KeyError(name)

    def statement(self, text):
        head = f"    with at({len(self.lines)}):"
        if text.startswith(("for ", "while ", "with ")):
            self.lines += [head, "        " + text]
        else:
            self.lines.append(f"{head} {text}")

    def program(self):
        kinds = list(KINDS)
        weights = [WEIGHTS.get(kind, 1) for kind in kinds]
        if self.is_wild:
            kinds = [kind for kind in kinds if kind in HASHED or kind in ("list", "deque")]
            weights = [WEIGHTS.get(kind, 1) for kind in kinds]
        for n, kind in enumerate(self.random.choices(kinds, weights, k=self.number(2, 4))):
            make = self.expand(KINDS[kind][0], None)
            self.lines.append(f"    x{n} = {make}")
            self.variables[f"x{n}"] = kind
        if self.is_wild:
            hooks = [self.hook(x, kind) for x, kind in self.variables.items()]
            self.lines.append(f"    Wild.hooks, Wild.left = [{', '.join(filter(None, hooks)) or 'int'}], {self.number(20, 200)}")
        for _ in range(self.number(8, 25)):
            self.step()
        for x in self.variables:
            self.statement(f"show({x})")
        body = "\n".join(self.lines)
        return f"{PRELUDE}QUIET = {self.is_wild}\n\n\ndef main():\n{body}\n\n\nmain()\nprint('end')\n"

    def hook(self, x, kind):
        small = "fill('ints', 40)"
        choices = {"list": [f"{x}.clear", f"lambda: {x}.extend({small})"], "deque": [f"{x}.clear", f"lambda: {x}.extend({small})", f"lambda: {x}.rotate(3)"],
                   "set": [f"{x}.clear", f"lambda: {x}.update({small})", f"lambda: {x}.pop()"]}
        mapping = [f"{x}.clear", f"lambda: {x}.update(dict.fromkeys({small}))", f"lambda: {x}.popitem()"]
        return None if kind in ("frozenset", "ChainMap", "tuple") else self.pick(choices.get(kind, mapping))

    def step(self):
        x = self.pick(list(self.variables))
        kind = self.variables[x]
        way = self.random.random()
        if way < 0.1:
            i = f"i{len(self.lines)}"
            self.iterators[i] = kind
            views = [f"iter({x})", f"iter({x})", f"enumerate({x})", f"zip({x}, {x})"]
            if kind in HASHED - UNORDERED:
                views += [f"iter({x}.items())", f"iter({x}.values())", f"reversed({x})"]
            elif kind in ORDERED_ITERATION:
                views.append(f"reversed({x})")
            self.statement(f"{i} = {self.pick(views)}")
            if self.random.random() < 0.5:
                self.statement(f"next({i}); next({i}, None)")
        elif way < 0.18 and self.iterators:
            i = self.pick(list(self.iterators))
            self.statement(f"drain({i}, {self.iterators[i] in ORDERED_ITERATION})")
        elif way < 0.21 and not self.is_wild:
            self.statement(f"{x} = cross({x})")
        elif way < 0.25:
            self.statement(f"{x} = {self.pick(['copy.copy', 'copy.deepcopy'])}({x})")
        else:
            self.statement(self.expand(self.pick(OPERATIONS[kind]), x))
            if self.random.random() < 0.6:
                self.statement(f"show({x})")


def program(seed):
    return Containers(seed).program()


if __name__ == "__main__":
    print(program(int(sys.argv[1])), end="")
