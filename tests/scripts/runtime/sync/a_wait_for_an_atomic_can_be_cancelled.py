# timeout: 10
import scriptling.runtime as runtime
import time


def count():
    atomic = runtime.sync.Atomic("counted")
    try:
        runtime.sync.Atomic("inside").add(1)
        while True:
            atomic.add(1)
    finally:
        runtime.sync.Atomic("ended").add(1)


runs = [runtime.run(count) for _ in range(40)]
while runtime.sync.Atomic("inside").get() < 40:
    time.sleep(0.001)
for run in runs:
    run.cancel()
results = set()
for run in runs:
    try:
        run.get(timeout=5)
    except BaseException as error:
        results.add(type(error).__name__)
print(results, runtime.sync.Atomic("ended").get())  # expect: {'Cancelled'} 40
