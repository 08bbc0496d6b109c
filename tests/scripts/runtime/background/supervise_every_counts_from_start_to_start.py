# timeout: 20
import scriptling.runtime as runtime
import time


def short():
    runtime.sync.Queue("starts").put(time.monotonic())
    time.sleep(0.05)


def long():
    inside = runtime.sync.Atomic("inside").add(1)
    time.sleep(0.05)
    runtime.sync.Atomic("inside").add(-1)
    runtime.sync.Queue("seen").put(inside)


# A busy machine only delays; from end to start it would be 0.15 s each time.
began = time.monotonic()
task = runtime.supervise("short", short, every=0.1)
starts = [runtime.sync.Queue("starts").get(timeout=4) - began for _ in range(12)]
print(all(start >= i * 0.1 for i, start in enumerate(starts)))  # expect: True
print(min(b - a for a, b in zip(starts, starts[1:])) < 0.14)  # expect: True
task.cancel()
task = runtime.supervise("long", long, every=0.01)
print([runtime.sync.Queue("seen").get(timeout=4) for _ in range(3)])  # expect: [1, 1, 1]
task.cancel()
