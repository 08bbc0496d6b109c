import scriptling.runtime as runtime
import time

sync = runtime.sync
seen = []


def consume():
    for item in sync.Queue("jobs"):
        with sync.Lock("door"):
            seen.append(item)
    return len(seen) > 0


tasks = [runtime.background(f"c{n}", consume, shared=True) for n in range(4)]
for n in range(40):
    sync.Queue("jobs").put(n)
sync.Queue("jobs").close()
print(runtime.gather(*tasks), sorted(seen) == list(range(40)))
# expect: [True, True, True, True] True
