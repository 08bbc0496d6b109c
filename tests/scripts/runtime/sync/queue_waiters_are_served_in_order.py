import scriptling.runtime as runtime
import time


def wait(name):
    return name, runtime.sync.Queue("jobs").get()


calls = []
for name in "abc":
    calls.append(runtime.run(wait, name))
    time.sleep(0.05)
for n in range(3):
    runtime.sync.Queue("jobs").put(n)
print([call.get() for call in calls])  # expect: [('a', 0), ('b', 1), ('c', 2)]
