import scriptling.runtime as runtime
import time


def count():
    return runtime.sync.Atomic("runs").add(1)


task = runtime.supervise("count", count, every=0)
deadline = time.monotonic() + 4
while runtime.sync.Atomic("runs").get() < 10 and time.monotonic() < deadline:
    time.sleep(0.01)
print(runtime.sync.Atomic("runs").get() >= 10, task.done())  # expect: True False
task.cancel()
