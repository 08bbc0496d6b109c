import scriptling.runtime as runtime
import time

sync = runtime.sync


def slow():
    def inside(value):
        sync.WaitGroup("inside").done()
        time.sleep(60)

    sync.Shared("box", 1).update(inside)


sync.WaitGroup("inside").add(1)
call = runtime.run(slow)
sync.WaitGroup("inside").wait()
print(sync.Shared("box").get())  # expect: 1
call.cancel()
print(sync.Shared("box").update(lambda v: v + 1))  # expect: 2
