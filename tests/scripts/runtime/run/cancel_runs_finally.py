import scriptling.runtime as runtime
import time


def endless():
    try:
        runtime.sync.WaitGroup("started").done()
        while True:
            pass
    finally:
        runtime.sync.Shared("log").set("cleaned up")


runtime.sync.WaitGroup("started").add(1)
call = runtime.run(endless)
runtime.sync.WaitGroup("started").wait()
print(call.cancel())  # expect: True
try:
    call.get()
except BaseException as error:
    print(type(error).__name__)  # expect: Cancelled
print(runtime.sync.Shared("log").get(), call.cancel())  # expect: cleaned up False
