import scriptling.runtime as runtime
import time

log = []


def endless():
    try:
        while True:
            log.append("turn") if len(log) < 1 else None
            time.sleep(0.001)
    finally:
        time.sleep(0.01)
        log.append("finally")


task = runtime.background("endless", endless, shared=True)
time.sleep(0.05)
print(task.cancel())  # expect: True
try:
    task.get()
except BaseException as error:
    print(type(error).__name__, log)  # expect: Cancelled ['turn', 'finally']
print(task.cancel(), task.done())  # expect: False True
