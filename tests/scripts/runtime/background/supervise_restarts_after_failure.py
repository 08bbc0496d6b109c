import scriptling.runtime as runtime
import time


def flaky():
    if runtime.sync.Atomic("tries").add(1) < 3:
        raise ValueError("again")
    runtime.sync.WaitGroup("healthy").done()


runtime.sync.WaitGroup("healthy").add(1)
runtime.supervise("flaky", "flaky")
runtime.sync.WaitGroup("healthy").wait(timeout=4)
print(runtime.sync.Atomic("tries").get())  # expect: 3
