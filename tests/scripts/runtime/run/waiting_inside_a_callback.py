import scriptling.runtime as runtime
import time


def slow_key(n):
    time.sleep(0.001)
    return runtime.run(lambda m: -m, n).get()


class Shown:
    def __str__(self):
        time.sleep(0.001)
        return runtime.run(lambda: "shown").get()


print(sorted([2, 3, 1], key=slow_key), str(Shown()))  # expect: [3, 2, 1] shown
print(list(map(slow_key, [1, 2])), max([1, 5, 2], key=slow_key))  # expect: [-1, -2] 1
