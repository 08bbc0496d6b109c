import scriptling.runtime as runtime
import time


def endless():
    try:
        runtime.sync.WaitGroup("started").done()
        time.sleep(60)
    finally:
        print("finally ran")


runtime.sync.WaitGroup("started").add(1)
runtime.background("endless", "endless")
runtime.sync.WaitGroup("started").wait()
print("main ends")
# expect: main ends
# expect: finally ran
