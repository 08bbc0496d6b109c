import scriptling.runtime as runtime
import time

started = []


def endless():
    started.append(1)
    try:
        while True:
            pass
    finally:
        time.sleep(0.01)
        print("finally")


runtime.background("endless", endless, shared=True)
while not started:
    time.sleep(0.001)
print("main ends")
# expect: main ends
# expect: finally
