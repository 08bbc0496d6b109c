import scriptling.runtime as runtime
import time


def deaf(name):
    runtime.sync.WaitGroup("started").done()
    while True:
        try:
            runtime.sync.Queue("never").get()
        except BaseException:
            runtime.sync.Atomic(name).add(1)


def deaf_and_sleepless(name):
    runtime.sync.WaitGroup("started").done()
    while True:
        try:
            runtime.sync.Atomic("n").add(1)
            time.sleep(0)
        except BaseException:
            runtime.sync.Atomic(name).add(1)


runtime.sync.WaitGroup("started").add(2)
calls = [runtime.run(deaf, "a"), runtime.run(deaf_and_sleepless, "b")]
runtime.sync.WaitGroup("started").wait()
began = time.monotonic()
for call in calls:
    call.cancel()
for call in calls:
    try:
        call.get(timeout=4)
    except runtime.Cancelled as error:
        print(error)  # expect: cancelled
        # expect: cancelled
took = time.monotonic() - began
print(runtime.sync.Atomic("a").get(), runtime.sync.Atomic("b").get(), 0.2 < took < 3)
# expect: 3 3 True
