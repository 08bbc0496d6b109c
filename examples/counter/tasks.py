import scriptling.runtime as runtime
import time


def increment_counter():
    counter = runtime.sync.Atomic("request_counter", 0)
    while True:
        counter.add(1)
        print(f"Counter: {counter.get()}")
        time.sleep(1)
