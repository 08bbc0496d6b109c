import scriptling.runtime as runtime
import time


def wait():
    return runtime.sync.Queue("jobs").get()


dead = runtime.run(wait)
time.sleep(0.05)
print(dead.cancel())  # expect: True
q = runtime.sync.Queue("jobs")
try:
    q.get(timeout=0.02)
except TimeoutError:
    print("nothing yet")  # expect: nothing yet
q.put("kept")
print(q.get(timeout=1))  # expect: kept
