import scriptling.runtime as runtime
import time


def work():
    with runtime.sync.Semaphore("seats", 3):
        inside = runtime.sync.Atomic("inside").add(1)
        time.sleep(0.005)
        runtime.sync.Atomic("inside").add(-1)
        return inside


calls = [runtime.run(work) for _ in range(12)]
print(max(call.get() for call in calls) <= 3)  # expect: True
