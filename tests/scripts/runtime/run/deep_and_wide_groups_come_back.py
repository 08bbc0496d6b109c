# large: groups of many thousands
# Groups within groups, and groups of many, arrive with all their members.
import scriptling.runtime as runtime


def deep(depth):
    error = ValueError("the only real error")
    for number in range(depth):
        error = ExceptionGroup(f"group {number}", [error])
    raise error


def wide(size):
    raise ExceptionGroup("many", [ValueError(number) for number in range(size)])


def innermost(error):
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


for depth in (1, 10, 390, 400, 450):
    try:
        runtime.run(deep, depth).get()
    except* ValueError as group:
        print(depth, repr(innermost(group)))
# expect: 1 ValueError('the only real error')
# expect: 10 ValueError('the only real error')
# expect: 390 ValueError('the only real error')
# expect: 400 ValueError('the only real error')
# expect: 450 ValueError('the only real error')

for size in (1, 5000, 20_000):
    try:
        runtime.run(wide, size).get()
    except ExceptionGroup as group:
        print(size, len(group.exceptions), group.exceptions[-1].args)
# expect: 1 1 (0,)
# expect: 5000 5000 (4999,)
# expect: 20000 20000 (19999,)


def chain(length):
    error = None
    for number in range(length):
        last, error = error, ValueError(number)
        error.__cause__ = last
    raise error


try:
    runtime.run(chain, 10_000).get()
except ValueError as error:
    causes = 0
    while error.__cause__ is not None:
        error = error.__cause__
        causes += 1
    print(causes)  # expect: 9999
