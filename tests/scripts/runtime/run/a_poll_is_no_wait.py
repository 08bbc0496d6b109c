# What does not wait closes no circle: neither side of it hears of a deadlock.
import time
import scriptling.runtime as runtime

lock = runtime.sync.Lock("l")


def works():
    with runtime.sync.Lock("l"):
        return "worked"


with lock:
    call = runtime.run(works)
    task = runtime.background("task", works)
    time.sleep(0.2)
    for promise in (call, task):
        try:
            promise.get(timeout=0)
        except TimeoutError:
            print("not yet")
print(call.get(), task.get())


# Nor does a try for a lock or a semaphore whose holder waits for the one who tries.
def tries():
    stop, failed = runtime.sync.Atomic("stop"), 0
    while not stop.get():
        for wanted in (runtime.sync.Lock("l"), runtime.sync.Semaphore("s", 1)):
            try:
                wanted.acquire(timeout=0)
            except TimeoutError:
                failed += 1
    return failed > 100


with lock, runtime.sync.Semaphore("s", 1):
    call = runtime.run(tries)
    for _ in range(200):
        try:
            call.get(timeout=0.001)
        except TimeoutError:
            pass
    runtime.sync.Atomic("stop").set(1)
    print(call.get())
# expect: not yet
# expect: not yet
# expect: worked worked
# expect: True
