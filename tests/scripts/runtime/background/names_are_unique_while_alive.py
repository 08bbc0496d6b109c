import scriptling.runtime as runtime
import time


def nap(seconds):
    time.sleep(seconds)


task = runtime.background("nap", "nap", 30)
try:
    runtime.background("nap", "nap", 0)
except ValueError as error:
    print("nap" in str(error))  # expect: True
task.cancel()
try:
    task.wait()
except BaseException as error:
    print(type(error).__name__)  # expect: Cancelled
runtime.background("nap", "nap", 0).wait()
print("used again")  # expect: used again
