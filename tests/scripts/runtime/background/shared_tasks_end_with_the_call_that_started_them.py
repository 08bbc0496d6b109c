import scriptling.runtime as runtime
import time


def call():
    def endless():
        try:
            runtime.sync.WaitGroup("started").done()
            time.sleep(60)
        finally:
            runtime.sync.Queue("ended").put("finally")

    runtime.background("endless", endless, shared=True)
    runtime.sync.WaitGroup("started").wait()
    return "returned"


runtime.sync.WaitGroup("started").add(1)
print(runtime.run(call).get())  # expect: returned
print(runtime.sync.Queue("ended").get(timeout=3))  # expect: finally
