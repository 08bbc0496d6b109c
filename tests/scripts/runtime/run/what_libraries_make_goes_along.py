import operator
from collections import Counter, namedtuple
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

import scriptling.runtime as runtime

Point = namedtuple("Point", "x y")
twice = partial(operator.mul, 2)
first = operator.itemgetter(0)


@dataclass
class Job:
    name: str
    size: int = 1


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@contextmanager
def doubled(n):
    yield n * 2


def work(n):
    with doubled(n) as twice_n:
        p = Point(twice_n, y=1)
    counts = Counter(chain("ab", "b"))
    return [p.x, p == (2 * n, 1), repr(Job("a")), fib(30), twice(4), first("q"), dict(counts)]


print(runtime.run(work, 5).get())
# expect: [10, True, "Job(name='a', size=1)", 832040, 8, 'q', {'a': 1, 'b': 2}]
