import scriptling.runtime as runtime
import time

COUNT = 20_000


def f():
    pass


def work():
    began = time.perf_counter()
    for _ in range(COUNT):
        runtime.run(f).get()
    return COUNT / (time.perf_counter() - began)


print(max(work() for _ in range(5)))
