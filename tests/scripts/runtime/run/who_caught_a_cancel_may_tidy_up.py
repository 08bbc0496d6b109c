import scriptling.runtime as runtime
import time


def worker():
    try:
        while True:
            try:
                runtime.sync.WaitGroup("started").done()
                runtime.sync.Queue("jobs").get()
            except runtime.Cancelled:
                break
    finally:
        time.sleep(0.02)
        runtime.kv.set("tidy", True)
    return "all is well"


runtime.sync.WaitGroup("started").add(1)
call = runtime.run(worker)
runtime.sync.WaitGroup("started").wait()
call.cancel()
print(call.get(timeout=4), runtime.kv.get("tidy"))  # expect: all is well True
