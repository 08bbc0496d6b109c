import scriptling.runtime as runtime
import time


def nap():
    time.sleep(30)


def quick():
    return "again"


task = runtime.background("nap", nap, shared=True)
for shared in (True, False):
    try:
        runtime.background("nap", nap, shared=shared)
    except ValueError as error:
        print(error)
# expect: a task named 'nap' is alive already
# expect: a task named 'nap' is alive already
task.cancel()
try:
    task.wait()
except BaseException:
    print(runtime.background("nap", quick, shared=True).get())  # expect: again
