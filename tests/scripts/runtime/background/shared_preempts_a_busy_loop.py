# timeout: 10
import scriptling.runtime as runtime
import time

spins = stop = False


def spin():
    global spins
    spins = True
    while not stop:
        pass
    return "stopped"


def end():
    global stop
    while not spins:
        time.sleep(0.001)
    stop = True


first = runtime.background("spin", spin, shared=True)
second = runtime.background("end", end, shared=True)
print(first.get(), second.get())  # expect: stopped None
