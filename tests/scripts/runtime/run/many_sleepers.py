import scriptling.runtime as runtime
import time


def nap(n):
    time.sleep(0.05)
    return n


calls = [runtime.run(nap, n) for n in range(300)]
print(sum(call.get() for call in calls))  # expect: 44850
