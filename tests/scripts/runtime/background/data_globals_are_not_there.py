import math
import scriptling.runtime as runtime

LIMIT = 5


class Box:
    size = 2


def helper(n):
    return math.floor(n) + Box.size


def task():
    try:
        LIMIT
    except NameError:
        return helper(3.7), "no data"


print(runtime.background("t", "task").get())  # expect: (5, 'no data')
