import scriptling.runtime as runtime
import time


def stubborn():
    try:
        runtime.sync.WaitGroup("started").done()
        time.sleep(60)
    finally:
        runtime.sync.WaitGroup("cleaning").done()
        while True:
            pass


for name in ("started", "cleaning"):
    runtime.sync.WaitGroup(name).add(1)
call = runtime.run(stubborn)
runtime.sync.WaitGroup("started").wait()
print(call.cancel())  # expect: True
runtime.sync.WaitGroup("cleaning").wait()
print(call.done(), call.cancel())  # expect: False True
try:
    call.get(timeout=3)
except BaseException as error:
    print(type(error).__name__, call.done(), call.cancel())  # expect: Cancelled True False
