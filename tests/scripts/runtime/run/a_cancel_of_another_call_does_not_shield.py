import scriptling.runtime as runtime
import time


def deaf():
    other = runtime.run(time.sleep, 60)
    other.cancel()
    try:
        other.get()
    except runtime.Cancelled:
        runtime.sync.WaitGroup("started").done()
        while True:
            try:
                time.sleep(60)
            except BaseException:
                runtime.sync.Atomic("caught").add(1)


runtime.sync.WaitGroup("started").add(1)
call = runtime.run(deaf)
runtime.sync.WaitGroup("started").wait()
call.cancel()
try:
    call.get(timeout=4)
except runtime.Cancelled:
    print(runtime.sync.Atomic("caught").get())  # expect: 3
