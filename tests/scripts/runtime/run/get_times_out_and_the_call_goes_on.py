import scriptling.runtime as runtime
import time


def slow():
    time.sleep(0.1)
    return "late"


call = runtime.run(slow)
try:
    call.get(timeout=0.01)
except TimeoutError:
    print("not yet", call.done())  # expect: not yet False
print(call.get(timeout=3.0))  # expect: late
