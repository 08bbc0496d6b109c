import collections
import datetime
import functools
import operator
import random
import re
import sys
import types
import uuid
from random import randint

import scriptling.runtime as runtime


class Worker:
    def __init__(self):
        self.queue = collections.deque([1, 2], maxlen=3)
        self.groups = collections.defaultdict(list, a=[1])

    def work(self):
        self.queue.append(3)
        self.queue.append(4)
        self.groups["b"].append(self)
        return [list(self.queue), self.queue.maxlen, list(self.groups), self.groups["b"][0] is self]


class Own(collections.deque):
    def last(self):
        return self[-1]


worker = Worker()
print(runtime.run(worker.work).get())  # expect: [[2, 3, 4], 3, ['a', 'b'], True]
print(list(worker.queue), dict(worker.groups))  # expect: [1, 2] {'a': [1]}

own = Own("abc")
own.note = "n"
add = functools.partial(operator.add, [1])
add.note = "n"
generator = random.Random(7)
random.Random(7).random()
first = random.Random(7).random()
ident = uuid.UUID(int=5)
proxy = types.MappingProxyType({"k": [worker]})
view = memoryview(bytearray(b"abcdef"))[1:4]
make = dict.fromkeys
utc = datetime.timezone.utc
when = datetime.datetime(2020, 1, 1, tzinfo=utc)
names = {"a": 1}
keys = names.keys()
out = sys.stdout
flags = re.IGNORECASE
kind = list[int]
either = int | None


def work():
    names["b"] = 2
    view[0] = 88
    print("printed", file=out)
    return [own.last(), own.note, type(own).__name__, add([2]), add.note, generator.random() == first,
            str(ident), proxy["k"][0] is worker, bytes(view), make("ab", 0),
            utc is datetime.timezone.utc, when.tzinfo is utc, list(keys),
            flags is re.IGNORECASE, kind.__args__ == (int,), isinstance(None, either),
            randint(3, 3)]


print(runtime.run(work).get())
# expect: printed
# expect: ['c', 'n', 'Own', [1, 2], 'n', True, '00000000-0000-0000-0000-000000000005', True, b'Xcd', {'a': 0, 'b': 0}, True, True, ['a', 'b'], True, True, True, 3]
print(list(keys), bytes(view))  # expect: ['a'] b'bcd'
# What a library draws is not drawn twice.
draw = lambda: [randint(0, 10**9) for _ in range(5)]
print(runtime.run(draw).get() != runtime.run(draw).get())  # expect: True
print(runtime.background("task", lambda: randint(4, 4)).get())  # expect: 4
