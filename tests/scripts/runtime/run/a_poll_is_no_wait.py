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
# expect: not yet
# expect: not yet
# expect: worked worked
