import scriptling.runtime as runtime
import time


def try_it():
    try:
        runtime.sync.Lock("door").acquire(timeout=0.02)
    except TimeoutError:
        return "timed out"


with runtime.sync.Lock("door"):
    call = runtime.run(try_it)
    time.sleep(0.1)
print(call.get())  # expect: timed out
print(runtime.sync.Lock("door").acquire())  # expect: True
try:
    runtime.sync.Lock("other").release()
except RuntimeError as error:
    print(error)  # expect: lock 'other' is not held by the caller
