import scriptling.runtime as runtime
import time


def deaf():
    runtime.sync.WaitGroup("started").done()
    caught = 0
    while True:
        try:
            time.sleep(60)
        except BaseException:
            caught += 1
            if caught == 3:
                runtime.sync.Atomic("caught").set(caught)
                raise


runtime.sync.WaitGroup("started").add(1)
call = runtime.run(deaf)
runtime.sync.WaitGroup("started").wait()
call.cancel()
try:
    call.get(timeout=3)
except BaseException as error:
    print(type(error).__name__, runtime.sync.Atomic('caught').get())  # expect: Cancelled 3
