import functools
from math import pi
from random import randint
from string import digits

import scriptling.runtime as runtime


class Scale:
    def __init__(self, by):
        self.by = by

    def __call__(self, n):
        return n * self.by


@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


twice = Scale(2)
lowest = functools.partial(min, 3)
table = {"a": 1}


def task():
    return [fib(20), twice(4), lowest(5), randint(2, 2)]


print(runtime.background("task", task).get())  # expect: [6765, 8, 3, 2]
try:
    runtime.background("data", lambda: table).get()
except NameError as error:
    print(error)  # expect: name 'table' is not defined


def imported():
    return round(pi, 2), digits[:3]


print(runtime.background("imports", imported).get())  # expect: (3.14, '012')
