# timeout: 10
import scriptling.runtime as runtime
import time


def flaky():
    attempt = runtime.sync.Atomic("attempts").add(1)
    if attempt == 1:
        raise ValueError("first")
    runtime.sync.Queue("up").put(attempt)
    time.sleep(60)


def error():
    return [t["error"] for t in runtime.tasks() if t["name"] == "flaky"]


task = runtime.supervise("flaky", flaky)
print(runtime.sync.Queue("up").get(timeout=4), error())  # expect: 2 ['ValueError: first']
task.cancel()


# A run that succeeds takes it back.
def moody():
    attempt = runtime.sync.Atomic("moods").add(1)
    runtime.sync.Queue("moods").put(attempt)
    if attempt == 1:
        raise ValueError("bad")


runtime.supervise("moody", moody, every=0.01)
moods = runtime.sync.Queue("moods")
print([moods.get(timeout=4) for _ in range(3)])  # expect: [1, 2, 3]
print([t["error"] for t in runtime.tasks() if t["name"] == "moody"])  # expect: [None]
