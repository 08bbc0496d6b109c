# timeout: 10
import scriptling.runtime as runtime
import time

order = []


def worker(name):
    for n in range(3):
        order.append((name, n))
        runtime.sync.Queue(name).get()


tasks = [runtime.background(name, worker, name, shared=True) for name in "ab"]
for n in range(3):
    while len(order) < 2 * (n + 1):  # Each gets there while the other waits.
        time.sleep(0.001)
    for name in "ab":
        runtime.sync.Queue(name).put(n)
runtime.gather(*tasks)
print([n for _, n in order])  # expect: [0, 0, 1, 1, 2, 2]
print(all({a, b} == {"a", "b"} for (a, _), (b, _) in zip(order[::2], order[1::2])))
# expect: True
