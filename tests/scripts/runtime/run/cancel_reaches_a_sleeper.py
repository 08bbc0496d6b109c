import scriptling.runtime as runtime
import time

began = time.monotonic()
call = runtime.run(time.sleep, 60)
time.sleep(0.02)
call.cancel()
try:
    call.get()
except BaseException as error:
    print(type(error).__name__, time.monotonic() - began < 5)  # expect: Cancelled True
