#!/usr/bin/env python3
"""Finds operations whose time grows faster than under python3: growth.py [options] [NAME...]

Runs each case below with 1,000, 10,000 and 100,000 elements under the binary and under
python3, and prints those whose growth from one size to the next differs. NAME picks the cases
that contain it. Only another *order* of growth counts: a case fails when its time grows 2.5
times more than python3's from one size to the next, and does so again each time it is asked.
Processor time is measured, the least of several runs, so that a busy machine does not matter.

  --binary PATH   build/release/scriptling by default
  --short         only the cases with a star, for every change
  --all           print every case: both times at the largest size, and both exponents
"""

import argparse
import ast
import json
import math
import os
import subprocess
import sys
import tempfile

# NAME | what is made for n elements | what is measured; ` ;; ` begins a new line
CASES = """
*str.find from      | s = 'aé' * (n // 2)                | for i in range(0, n, 10): s.find('é', i)
*str.index from     | s = 'x€' * (n // 2)                | for i in range(0, n - 2, 10): s.index('x', i)
*str.rfind to       | s = 'aé' * (n // 2)                | for i in range(2, n, 10): s.rfind('a', 0, i)
str.count in        | s = 'aé' * (n // 2)                | for i in range(0, n, 10): s.count('é', i, i + 9)
*str.startswith at  | s = 'aé' * (n // 2)                | for i in range(0, n, 10): s.startswith('aé', i)
str.endswith at     | s = 'aé' * (n // 2)                | for i in range(0, n, 10): s.endswith('aé', i, i + 8)
*str item           | s = 'aé' * (n // 2)                | for i in range(n): s[i]
str item from end   | s = 'aé' * (n // 2)                | for i in range(1, n): s[-i]
*str slice          | s = 'aé' * (n // 2)                | for i in range(0, n, 10): s[i:i + 10]
str slice of item   | s = 'aé' * (n // 2)                | for i in range(0, n, 10): s[i:i + 300]
str reversed        | s = 'aé' * (n // 2)                | for c in reversed(s): pass
str iteration       | s = 'aé' * (n // 2)                | for c in s: pass
*str building       |                                    | s = '' ;; for i in range(n): s += 'é'
str building, last  |                                    | s = '' ;; for i in range(n): s += 'é'; s[-1]
str building, item  | d = {'s': ''}                      | for i in range(n): d['s'] += 'x'
str building, attr  | class A: s = '' ;; a = A()         | for i in range(n): a.s += 'x'
str join generator  |                                    | ''.join(str(i) for i in range(n))
str.split           | s = 'aé ' * n                      | s.split()
str.split by        | s = 'aé,' * n                      | s.split(',')
str.rsplit          | s = 'aé,' * n                      | s.rsplit(',')
*str.splitlines     | s = 'aé\\n' * n                    | s.splitlines()
str.partition       | s = 'aé,' * (n // 10)              | r = s ;; while r: _, _, r = r[:200].partition(',')
str.replace         | s = 'aé,' * n                      | s.replace('é', 'ee')
str.translate       | s = 'aé,' * n                      | s.translate({97: 'b', 233: None})
str.expandtabs      | s = 'a\\té' * n                    | s.expandtabs()
str.upper           | s = 'aé' * n                       | s.upper()
str.strip           | s = ' ' * n + 'é' + ' ' * n        | s.strip()
str.encode          | s = 'aé' * n                       | s.encode('latin-1')
str format          |                                    | for i in range(n): '{:>10}|{}'.format(i, 'é')
str in              | s = 'ab' * n + 'é'                 | 'abé' in s
*bytes.find from    | s = b'ab' * (n // 2)               | for i in range(0, n, 10): s.find(b'b', i)
bytes slice         | s = b'ab' * (n // 2)               | for i in range(0, n, 10): s[i:i + 10]
*bytearray consume  | s = bytearray(10 * n)              | while s: del s[:10]
bytearray consume 1 | s = bytearray(n)                   | while s: s.pop(0)
bytearray slice to  | s = bytearray(10 * n)              | while s: s[:10] = b''
bytearray queue     | s = bytearray(10 * n)              | for i in range(n): del s[:10]; s += b'0123456789'
*bytearray append   | s = bytearray()                    | for i in range(n): s.append(1)
bytearray +=        | s = bytearray()                    | for i in range(n): s += b'abc'
bytearray pop       | s = bytearray(n)                   | while s: s.pop()
bytearray del tail  | s = bytearray(10 * n)              | while s: del s[-10:]
bytearray item      | s = bytearray(n)                   | for i in range(n): s[i] = 1
bytearray slice set | s = bytearray(10 * n)              | for i in range(n): s[10 * i:10 * i + 10] = b'0123456789'
bytearray truncate  | s = bytearray(10 * n)              | while s: s[-10:] = b''
*memoryview consume | m = memoryview(bytes(10 * n))      | r = m ;; while r: r = r[10:]
memoryview item     | m = memoryview(bytearray(n))       | for i in range(n): m[i] = 1
memoryview slice    | m = memoryview(bytearray(10 * n))  | for i in range(n): m[10 * i:10 * i + 10] = b'0123456789'
memoryview.tobytes  | m = memoryview(bytes(10 * n))      | for i in range(n): m[10 * i:10 * i + 10].tobytes()
re.match at         | import re; p = re.compile('[aé]+,'); s = 'aé,' * n | at = 0 ;; while at < len(s): at = p.match(s, at).end()
*re.search from     | import re; p = re.compile('é'); s = 'aé,' * n | at = 0 ;; for i in range(n): at = p.search(s, at).end()
re.finditer         | import re; s = 'aé,' * n           | for m in re.finditer('é', s): m.start()
re.sub              | import re; s = 'aé,' * n           | re.sub('é', 'e', s)
re.split            | import re; s = 'aé,' * n           | re.split(',', s)
re.match bytes at   | import re; p = re.compile(b'[ab]+,'); s = b'ab,' * n | at = 0 ;; while at < len(s): at = p.match(s, at).end()
re.match bytearray  | import re; p = re.compile(b'[ab]+,'); s = bytearray(b'ab,' * n) | at = 0 ;; while at < len(s): at = p.match(s, at).end()
*StringIO lines     | import io; s = 'aé b\\n' * n       | for line in io.StringIO(s): pass
StringIO readline   | import io; f = io.StringIO('aé b\\n' * n) | while f.readline(): pass
StringIO read       | import io; f = io.StringIO('aé b\\n' * n) | while f.read(10): pass
*StringIO write     | import io; f = io.StringIO()       | for i in range(n): f.write('é')
StringIO overwrite  | import io; f = io.StringIO('é' * n) | for i in range(n): f.write('x')
StringIO seek       | import io; f = io.StringIO('é' * n) | for i in range(n): f.seek(n - i); f.read(1)
StringIO both       | import io; f = io.StringIO()       | for i in range(n): f.write('é'); f.tell(); f.seek(i); f.read(1)
StringIO truncate   | import io; f = io.StringIO('é' * n) | for i in range(n): f.truncate(n - i)
StringIO newline    | import io; s = 'aé b\\r\\n' * n    | for line in io.StringIO(s, newline=''): pass
StringIO print      | import io; f = io.StringIO()       | for i in range(n): print(i, 'é', file=f)
BytesIO lines       | import io; s = b'a b\\n' * n       | for line in io.BytesIO(s): pass
BytesIO read        | import io; f = io.BytesIO(b'abc' * n) | while f.read(3): pass
BytesIO write       | import io; f = io.BytesIO()        | for i in range(n): f.write(b'abc')
BytesIO overwrite   | import io; f = io.BytesIO(bytes(3 * n)) | for i in range(n): f.write(b'abc')
BytesIO truncate    | import io; f = io.BytesIO(bytes(n)) | for i in range(n): f.truncate(n - i)
BytesIO readinto    | import io; f = io.BytesIO(bytes(3 * n)); b = bytearray(3) | for i in range(n): f.readinto(b)
*TextIOWrapper      | import io; s = 'aé b\\n'.encode() * n | for line in io.TextIOWrapper(io.BytesIO(s), 'utf-8'): pass
*csv.reader         | import csv, io; s = 'a,é,"b"\\r\\n' * n | for row in csv.reader(io.StringIO(s)): pass
csv.reader, field   | import csv; csv.field_size_limit(10 ** 9); s = ['"'] + ['é\\n'] * n + ['"\\n'] | for row in csv.reader(s): pass
csv.writer          | import csv, io; w = csv.writer(io.StringIO()) | for i in range(n): w.writerow([i, 'é', 'a b'])
csv.DictWriter      | import csv, io; k = [str(i) for i in range(n)]; w = csv.DictWriter(io.StringIO(), k); d = dict.fromkeys(k) | w.writerow(d)
csv.DictReader      | import csv; s = ['a,b\\n'] + ['1,é\\n'] * n | for row in csv.DictReader(s): pass
list.append         | x = []                             | for i in range(n): x.append(i)
list.pop            | x = list(range(n))                 | while x: x.pop()
list del tail       | x = list(range(n))                 | while x: del x[-1:]
list extend         | x = []                             | for i in range(n): x.extend((i,))
list +=             | x = []                             | for i in range(n): x += [i]
list slice          | x = list(range(n))                 | for i in range(0, n, 10): x[i:i + 10]
list slice set      | x = list(range(n))                 | for i in range(0, n, 10): x[i:i + 10] = range(10)
list.sort           | x = [i * 7919 % n for i in range(n)] | x.sort()
list.sort sorted    | x = list(range(n))                 | x.sort()
list.sort key       | x = [i * 7919 % n for i in range(n)] | x.sort(key=lambda i: -i)
list.reverse        | x = list(range(n))                 | x.reverse()
list iteration      | x = list(range(n))                 | for i in x: pass
list eq             | x = list(range(n)); y = list(x)    | x == y
list repr           | x = list(range(n))                 | repr(x)
tuple hash          | x = tuple(range(n))                | hash(x)
tuple eq            | x = tuple(range(n)); y = tuple(list(x)) | x == y
star unpacking      | x = list(range(n))                 | a, *b = x
dict set            | d = {}                             | for i in range(n): d[i] = i
dict str            | d = {}                             | for i in range(n): d[str(i)] = i
dict pop            | d = dict.fromkeys(range(n))        | for i in range(n): d.pop(i)
dict.popitem        | d = dict.fromkeys(range(n))        | while d: d.popitem()
dict churn          | d = dict.fromkeys(range(n))        | for i in range(n): d.pop(i); d[i] = 1
dict merge          | d = dict.fromkeys(range(n))        | {**d, **d} | d
dict.items          | d = dict.fromkeys(range(n))        | for k, v in d.items(): pass
dict keys -         | d = dict.fromkeys(range(n)); x = list(range(n)) | d.keys() - x
set add             | s = set()                          | for i in range(n): s.add(i)
set remove          | s = set(range(n))                  | for i in range(n): s.remove(i)
set ops             | s = set(range(n)); t = set(range(n // 2)) | s & t, s | t, s - t, s ^ t, t <= s
set &= small        | s = set(range(n)); t = {1}         | for i in range(1000): t & s
frozenset hash      | s = frozenset(range(n))            | hash(s)
*deque append       | from collections import deque; d = deque() | for i in range(n): d.append(i); d.appendleft(i)
deque popleft       | from collections import deque; d = deque(range(n)) | while d: d.popleft()
*deque rotate       | from collections import deque; d = deque(range(n)) | for i in range(n): d.rotate(1)
deque ends          | from collections import deque; d = deque(range(n)) | for i in range(n): d[0], d[-1]
deque maxlen        | from collections import deque; d = deque(maxlen=n) | for i in range(2 * n): d.append(i)
deque insert front  | from collections import deque; d = deque(range(n)) | for i in range(n): d.insert(1, i)
deque insert back   | from collections import deque; d = deque(range(n)) | for i in range(n): d.insert(len(d) - 1, i)
deque del front     | from collections import deque; d = deque(range(n)) | for i in range(n - 2): del d[1]
deque remove front  | from collections import deque; d = deque(range(n)) | for i in range(n): d.remove(i)
deque iteration     | from collections import deque; d = deque(range(n)) | for i in d: pass
deque copy          | from collections import deque; d = deque(range(n)) | d.copy(); d == d
*heapq push, pop    | import heapq; h = []               | for i in range(n): heapq.heappush(h, -i) ;; while h: heapq.heappop(h)
heapq.heapify       | import heapq; h = list(range(n, 0, -1)) | heapq.heapify(h)
heapq.nlargest      | import heapq; x = list(range(n))   | heapq.nlargest(10, x)
heapq.merge         | import heapq; x = range(n)         | for i in heapq.merge(x, x): pass
bisect              | import bisect; x = list(range(n))  | for i in range(n): bisect.bisect(x, i)
bisect.insort end   | import bisect; x = []              | for i in range(n): bisect.insort(x, i)
*itertools.tee      | import itertools as it; a, b = it.tee(range(n)) | for i in a: pass ;; for i in b: pass
itertools.tee both  | import itertools as it; a, b = it.tee(range(n)) | for i, j in zip(a, b): pass
*itertools.islice   | import itertools as it; x = iter(range(n)) | while list(it.islice(x, 10)): pass
itertools.chain     | import itertools as it             | for i in it.chain.from_iterable([i] for i in range(n)): pass
itertools.groupby   | import itertools as it             | for k, g in it.groupby(range(n), lambda i: i // 5): list(g)
itertools.product   | import itertools as it             | for p in it.product(range(n // 10), range(10)): pass
itertools.accumulate| import itertools as it             | for p in it.accumulate(range(n)): pass
itertools.pairwise  | import itertools as it             | for p in it.pairwise(range(n)): pass
itertools.zip_long. | import itertools as it             | for p in it.zip_longest(range(n), range(n // 2)): pass
itertools.cycle     | import itertools as it             | for p, q in zip(it.cycle(range(n)), range(3 * n)): pass
itertools.batch     | import itertools as it             | for p in it.combinations(range(n // 10), 1): pass
*Counter            | from collections import Counter; x = [i % 100 for i in range(n)] | Counter(x)
Counter most_common | from collections import Counter; c = Counter(range(n)) | c.most_common(3); c.total()
Counter +           | from collections import Counter; c = Counter(range(n)) | c + c, c - c, c & c, c | c
defaultdict         | from collections import defaultdict; d = defaultdict(list) | for i in range(n): d[i % 99].append(i)
*ChainMap           | from collections import ChainMap; c = ChainMap({}, dict.fromkeys(range(n))) | for i in range(n): c[i] ;; for i in c: pass
ChainMap set        | from collections import ChainMap; c = ChainMap({}, dict.fromkeys(range(n))) | for i in range(n): c[i] = 1 ;; len(c)
OrderedDict ends    | from collections import OrderedDict; d = OrderedDict.fromkeys(range(n)) | for i in range(n): d.move_to_end(i, i % 2 == 0)
OrderedDict pop     | from collections import OrderedDict; d = OrderedDict.fromkeys(range(n)) | while d: d.popitem(last=False)
namedtuple          | from collections import namedtuple; P = namedtuple('P', 'a b') | for i in range(n): P(i, i)._replace(a=1)
UserList            | from collections import UserList; u = UserList() | for i in range(n): u.append(i)
lru_cache full      | import functools; f = functools.lru_cache(n // 2)(lambda i: i) | for i in range(n): f(i) ;; for i in range(n): f(i)
lru_cache hit       | import functools; f = functools.lru_cache(n)(lambda i: i) | for i in range(n): f(i) ;; for i in range(n): f(i)
functools.reduce    | import functools                   | functools.reduce(lambda a, b: b, range(n))
int to text         | i = 3 ** (n // 10)                 | str(i)[:10] if n < 20000 else 0
int to hex          | i = 3 ** n                         | hex(i)
int from bytes      | b = bytes([7] * n)                 | int.from_bytes(b, 'big').to_bytes(n, 'big')
int shift           | i = 1 << n                         | for k in range(100): i >> k
int.bit_count       | i = (1 << n) - 1                   | i.bit_count(), i.bit_length()
sum of ints         |                                    | sum(range(n)), max(range(n)), min(range(n))
any, all            |                                    | any(i < 0 for i in range(n)), all(i >= 0 for i in range(n))
sorted, zip, map    | x = list(range(n))                 | sorted(zip(x, map(str, x)))
enumerate, reversed | x = list(range(n))                 | for i, j in enumerate(reversed(x)): pass
range in            |                                    | for i in range(n): i in range(0, n, 3)
generator           |                                    | for i in (j for j in range(n)): pass
recursion           | def f(k): return k and f(k - 1)    | for i in range(n // 500): f(500)
*json.dumps         | import json; x = [{'é': i, 'b': [1.5, None]} for i in range(n)] | json.dumps(x)
*json.loads         | import json; s = json.dumps([{'é': i, 'b': 'x é'} for i in range(n)], ensure_ascii=False) | json.loads(s)
json raw_decode     | import json; s = '{"é": 1} ' * n; d = json.JSONDecoder() | at = 0 ;; while at < len(s): _, at = d.raw_decode(s, at); at += 1
json.dumps indent   | import json; x = list(range(n))    | json.dumps(x, indent=1)
textwrap.wrap       | import textwrap; s = 'word é ' * (n // 10) | textwrap.wrap(s, 60)
textwrap.dedent     | import textwrap; s = '  word é\\n' * n | textwrap.dedent(s); textwrap.indent(s, ' ')
string.Template     | import string; t = string.Template('$a é ' * n) | t.substitute(a=1)
html.escape         | import html; s = '<é>&' * n        | html.unescape(html.escape(s))
urllib quote        | import urllib.parse as u; s = 'aé/ ' * n | u.unquote(u.quote(s))
urllib parse_qs     | import urllib.parse as u; s = '&'.join(f'k{i}=é' for i in range(n)) | u.parse_qsl(s); u.urlencode(u.parse_qsl(s))
base64              | import base64; s = b'abc' * n      | base64.b64decode(base64.b64encode(s))
hashlib update      | import hashlib; h = hashlib.sha256() | for i in range(n): h.update(b'abc')
hmac update         | import hmac; h = hmac.new(b'k', b'', 'sha256') | for i in range(n): h.update(b'abc')
statistics          | import statistics; x = [float(i) for i in range(n)] | statistics.mean(x); statistics.median(x)
random.shuffle      | import random; x = list(range(n))  | random.shuffle(x); random.sample(x, n // 2)
copy.deepcopy       | import copy; x = [[i] for i in range(n)] | copy.deepcopy(x)
dataclass eq        | from dataclasses import dataclass; P = dataclass(type('P', (), {'__annotations__': {'x': list}})); a = P(list(range(n))); b = P(list(range(n))) | a == b
enum lookup         | from enum import IntEnum; E = IntEnum('E', [f'N{i}' for i in range(n // 100)]) | for i in range(n // 100): E(i + 1), E[f'N{i}']
fromisoformat       | from datetime import datetime      | for i in range(n): datetime.fromisoformat('2024-03-01T10:20:30+00:00')
exceptions          | def f(): raise ValueError          | for i in range(n // 10): ;;  try: f() ;;  except ValueError: pass
type checks         |                                    | for i in range(n): isinstance(i, (str, int))
closures            | fs = [lambda k=k: k for k in range(n)] | for f in fs: f()
instances           | class A: ;;   def __init__(self, k): self.k = k | x = [A(i) for i in range(n)]
setattr many        | class A: pass ;; a = A()           | for i in range(n // 10): setattr(a, f'k{i}', i)
setattr, delattr    | class A: pass ;; a = A()           | for i in range(n // 10): setattr(a, f'k{i}', i) ;; for i in range(n // 10): delattr(a, f'k{i}')
global names        | g = globals()                      | for i in range(n): g['growth_name'] = i
linked list         |                                    | x = None ;; for i in range(n): x = (i, x)
"""

SIZES = (1000, 10000, 100000)
SLOW = 0.6  # Seconds from which on a case is not asked at the next size.
FLOOR = 0.008  # What takes less at the larger size tells nothing.
MARGIN = math.log10(2.5)

DRIVER = """
import json, sys, time
try:
    import gc
    gc.disable()
except ImportError:
    pass
for name, setup in CASES:
    times = []
    for n in SIZES:
        best, spent = 1e9, 0
        for again in range(5):
            run = setup(n)
            start = time.process_time()
            run()
            took = time.process_time() - start
            best, spent = min(best, took), spent + took
            if spent > 0.3:
                break
        times.append(best)
        if best > SLOW:
            break
    print(json.dumps([name, times]), flush=True)
"""


def cases(short, wanted):
    """(name, setup lines, measured lines) of those that are wanted."""
    for line in CASES.strip().splitlines():
        name, setup, measured = (part.strip() for part in line.split("|", 2))
        starred = name.startswith("*")
        name = name.lstrip("*")
        if (starred or not short) and (not wanted or any(w in name for w in wanted)):
            yield name, setup, measured


def block(text, indent):
    """Statements of which `;;` begins a new line."""
    lines = [line.removeprefix(" ") for line in text.split(" ;;")]
    return "".join(f"{indent}{line or 'pass'}\n" for line in lines)


def stored(text):
    targets = [target for node in ast.parse(block(text, "")).body
               for target in getattr(node, "targets", [])]
    return {node.id for target in targets for node in ast.walk(target)
            if isinstance(node, ast.Name)}


def nonlocals(setup, measured):
    """For what the measured part gives another value than the setup has."""
    again = stored(setup) & {node.id for node in ast.walk(ast.parse(block(measured, "")))
                             if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return "".join(f"        nonlocal {name}\n" for name in again)


def program(chosen):
    text = ""
    for number, (_, setup, measured) in enumerate(chosen):
        text += f"def setup_{number}(n):\n{block(setup, '    ')}"
        text += f"    def run():\n{nonlocals(setup, measured)}{block(measured, '        ')}"
        text += "    return run\n"
    listed = ", ".join(f"({name!r}, setup_{n})" for n, (name, _, _) in enumerate(chosen))
    return f"{text}CASES = [{listed}]\nSIZES = {SIZES}\nSLOW = {SLOW}\n{DRIVER}"


def measure(command, chosen):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cases.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program(chosen))
        done = subprocess.run([*command, path], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    times = dict(json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: after {list(times)[-1:]}\n{done.stderr}")
    return times


def exponents(times):
    return [math.log10(max(b, 1e-7) / max(a, 1e-7)) for a, b in zip(times, times[1:])]


def grows_faster(ours, theirs):
    """Whether the last step that both took was another order of growth here."""
    steps = min(len(ours), len(theirs)) - 1
    for step in range(steps):
        mine, python = exponents(ours)[step], exponents(theirs)[step]
        if ours[step + 1] >= FLOOR and mine > max(python, 0) + MARGIN and (
                step == steps - 1 or ours[step + 1] > SLOW):
            return True
    return len(ours) < len(theirs) and theirs[len(ours) - 1] * 30 < ours[-1]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--binary", default="build/release/scriptling")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    chosen = list(cases(options.short, options.names))
    ours = measure([os.path.abspath(options.binary)], chosen)
    theirs = measure([sys.executable], chosen)
    failed = [name for name, _, _ in chosen if grows_faster(ours[name], theirs[name])]
    for _ in range(3):
        # What other programs did meanwhile does not happen again and again.
        again = [case for case in chosen if case[0] in failed]
        if not again:
            break
        mine = measure([os.path.abspath(options.binary)], again)
        python = measure([sys.executable], again)
        failed = [name for name in failed if grows_faster(mine[name], python[name])]
    for name in ours:
        if options.all or name in failed:
            print(f"{name:20} {ours[name][-1] * 1000:9.2f} ms at {SIZES[len(ours[name]) - 1]:6}, "
                  f"python3 {theirs[name][-1] * 1000:9.2f} ms at {SIZES[len(theirs[name]) - 1]:6}; exponents "
                  + ", ".join(f"{e:.2f}" for e in exponents(ours[name])) + "; python3 "
                  + ", ".join(f"{e:.2f}" for e in exponents(theirs[name])))
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
