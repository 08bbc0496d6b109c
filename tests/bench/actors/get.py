import scriptling.runtime as runtime
import time

COUNT = 200_000
a = runtime.sync.Atomic("n")


def work():
    began = time.perf_counter()
    for _ in range(COUNT):
        a.get()
    return COUNT / (time.perf_counter() - began)


print(max(work() for _ in range(5)))
