from collections import deque

d = deque([1, 2])


def attempt(call):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: IndexError pop from an empty deque
        # expect: IndexError pop from an empty deque
        # expect: IndexError deque index out of range
        # expect: RuntimeError deque mutated during iteration
        # expect: ValueError 9 is not in deque
        # expect: ValueError 9 is not in deque
        # expect: ValueError maxlen must be non-negative
        # expect: IndexError deque already at its maximum size
        # expect: TypeError can only concatenate deque (not "list") to deque
        # expect: TypeError sequence index must be integer, not 'str'
        # expect: TypeError 'int' object is not iterable


def walk():
    for item in d:
        d.append(item)


for call in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[5], walk,
             lambda: d.remove(9), lambda: d.index(9), lambda: deque(maxlen=-1),
             lambda: deque([1], 1).insert(0, 2), lambda: d + [1],
             lambda: d["x"], lambda: deque(5)):
    attempt(call)
