import scriptling.runtime as runtime
import time


def busy():
    while True:
        pass


def quick(n):
    time.sleep(0.001)
    return n


loops = [runtime.run(busy) for _ in range(6)]
print(sum(call.get() for call in [runtime.run(quick, n) for n in range(20)]))  # expect: 190
print(any(call.done() for call in loops))  # expect: False
