import scriptling.runtime as runtime
import time


def work():
    try:
        runtime.sync.WaitGroup("started").done()
        runtime.sync.Queue("never").get()
    finally:
        time.sleep(0.02)
        runtime.sync.Shared("log").set(runtime.run(lambda: "asked others").get())


runtime.sync.WaitGroup("started").add(1)
call = runtime.run(work)
runtime.sync.WaitGroup("started").wait()
call.cancel()
try:
    call.get()
except BaseException as error:
    print(type(error).__name__, runtime.sync.Shared("log").get())
# expect: Cancelled asked others
