import scriptling.runtime as runtime
import time


def fail():
    raise ValueError("first")


def go_on():
    time.sleep(0.05)
    return "went on"


other = runtime.run(go_on)
try:
    runtime.gather(other, runtime.run(fail))
except ValueError as error:
    print(error)  # expect: first
print(other.get())  # expect: went on
