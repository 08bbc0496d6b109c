import scriptling.runtime as runtime
import time


def slow(n):
    time.sleep(0.002)
    return [-n, [n] * 3]


def work(numbers):
    return sorted([[n] for n in numbers], key=lambda item: slow(item[0]))


tasks = [runtime.background(f"t{n}", work, [n, 5, 1], shared=True) for n in range(8)]
junk = [[n] for n in range(2000)]
print([task.get() for task in tasks[:2]])  # expect: [[[5], [1], [0]], [[5], [1], [1]]]
print(all([task.get()[0] == [max(n, 5)] for n, task in enumerate(tasks)]))  # expect: True
