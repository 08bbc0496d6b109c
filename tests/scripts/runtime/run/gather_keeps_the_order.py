import scriptling.runtime as runtime
import time


def slow(n):
    time.sleep(0.02 * (3 - n))
    return n


print(runtime.gather(*[runtime.run(slow, n) for n in range(3)]))  # expect: [0, 1, 2]
print(runtime.gather())  # expect: []
