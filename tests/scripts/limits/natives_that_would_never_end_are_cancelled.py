# What holds another twice, which holds another twice, and so on: 2**60 ways to go.
import time
import scriptling.runtime as runtime


def doubled(make):
    value = make(())
    for _ in range(60):
        value = make((value, value))
    return value


class Never:
    pass


TASKS = {
    "hash of tuples": lambda: hash(doubled(tuple)),
    "hash of slices in tuples": lambda: hash((1, doubled(tuple))),
    "equality": lambda: doubled(tuple) == doubled(tuple),
    "repr": lambda: repr(doubled(list)),
    "isinstance": lambda: isinstance(1, doubled(tuple)),
    "issubclass": lambda: issubclass(Never, doubled(tuple)),
    "reversal": lambda: ("é" * 10**8)[::-1],
}
for name, task in TASKS.items():
    call = runtime.run(task)
    time.sleep(0.05)
    call.cancel()
    began = time.time()
    try:
        call.get()
    except Cancelled:
        print(name, time.time() - began < 5)
# expect: hash of tuples True
# expect: hash of slices in tuples True
# expect: equality True
# expect: repr True
# expect: isinstance True
# expect: issubclass True
# expect: reversal True
