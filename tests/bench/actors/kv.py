# Operations a second of tasks that share a store, in memory or on disk:
#     kv.py set|get TASKS [PATH]
import scriptling.runtime as runtime
import sys
import time

what, tasks = sys.argv[1], int(sys.argv[2])
kv = runtime.kv.open(sys.argv[3]) if len(sys.argv) > 3 else runtime.kv.default
seconds = 1
keys = [f"key {n}" for n in range(1000)]


def write(kv, keys, task, end):
    count = 0
    while time.perf_counter() < end:
        for key in keys:
            kv.set(f"{key} of {task}", count)
            count += 1
    return count


def read(kv, keys, task, end):
    count = 0
    for key in keys:
        kv.set(f"{key} of {task}", count)
    while time.perf_counter() < end:
        for key in keys:
            count += kv.get(f"{key} of {task}") is not None
    return count


began = time.perf_counter()
work = write if what == "set" else read
runs = [runtime.run(work, kv, keys, task, began + seconds) for task in range(tasks)]
print(sum(runtime.gather(*runs)) / (time.perf_counter() - began))
