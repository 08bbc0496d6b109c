import time

import scriptling.runtime as runtime


def spin(name):
    try:
        while True:
            pass
    finally:
        runtime.sync.Atomic(name).add(1)


def spin_in_callback(name):
    def key(item):
        try:
            while True:
                pass
        finally:
            runtime.sync.Atomic(name).add(1)

    sorted([1, 2], key=key)


for function in (spin, spin_in_callback):
    name = function.__name__
    call = runtime.run(function, name)
    time.sleep(0.1)
    call.cancel()
    try:
        call.get()
    except BaseException as e:
        print(type(e).__name__, runtime.sync.Atomic(name).get())  # expect: Cancelled 1
        # expect: Cancelled 1
