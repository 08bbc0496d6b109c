import scriptling.runtime as runtime
import time


def count(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


def work(calls):
    began = time.perf_counter()
    runtime.gather(*[runtime.run(count, 3_000_000) for _ in range(calls)])
    return calls / (time.perf_counter() - began)


print(max(work(4) for _ in range(4)))
