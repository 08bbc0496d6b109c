import scriptling.runtime as runtime
import time


def fail():
    raise KeyError("first")


def slow():
    time.sleep(0.1)
    return "went on"


other = runtime.run(slow)
try:
    runtime.race(other, runtime.run(fail))
except KeyError as error:
    print(error)  # expect: 'first'
print(other.get())  # expect: went on
