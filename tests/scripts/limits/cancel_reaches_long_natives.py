# timeout: 30
import math
import scriptling.runtime as runtime
import time

ENDLESS = {
    "loop": lambda: [0 for _ in iter(int, 1)],
    "sum": lambda: sum(iter(int, 1)),
    "sort": lambda: sorted(range(4_000_000), key=lambda n: -n),
    "power": lambda: 9 ** 9 ** 8,
    "factorial": lambda: math.factorial(3_000_000),
    "join": lambda: "x".join(iter(str, 1)),
    "any": lambda: any(iter(int, 1)),
    "max": lambda: max(iter(int, 1)),
    "map": lambda: sum(map(abs, iter(int, 1))),
    "zip": lambda: list(zip(iter(int, 1), iter(int, 1))),
    "range": lambda: sum(range(10 ** 15)),
    "contains": lambda: 5 in iter(int, 1),
    "find": lambda: ("a" * 10_000_000).find("a" * 5_000_000 + "b"),
    "count": lambda: [[0] * 10_000_000][0].count(1),
    "sleep": lambda: time.sleep(60),
    "queue": lambda: runtime.sync.Queue("empty").get(),
}
started = runtime.sync.WaitGroup("started")


def work(name):
    runtime.sync.WaitGroup("started").done()
    while True:
        ENDLESS[name]()


for name in ENDLESS:
    started.add(1)
    call = runtime.run(work, name)
    started.wait()
    time.sleep(0.03)
    call.cancel()
    try:
        call.get(timeout=2)
    except BaseException as error:
        if type(error).__name__ != "Cancelled":
            print(name, type(error).__name__)
print("all reached")  # expect: all reached
