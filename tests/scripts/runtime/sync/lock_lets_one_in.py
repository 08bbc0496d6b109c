import scriptling.runtime as runtime
import time


def work():
    with runtime.sync.Lock("door"):
        box = runtime.sync.Shared("inside", 0)
        count = box.get() + 1
        box.set(count)
        time.sleep(0.005)
        seen = box.get()
        box.set(seen - 1)
        return count == 1 and seen == 1


calls = [runtime.run(work) for _ in range(10)]
print(all([call.get() for call in calls]))  # expect: True
