import scriptling.runtime as runtime


def take():
    runtime.sync.Semaphore("seats", 2).acquire()
    runtime.sync.Semaphore("seats").acquire()


runtime.run(take).wait()
for _ in range(2):
    runtime.sync.Semaphore("seats").acquire(timeout=3)
try:
    runtime.sync.Semaphore("seats").acquire(timeout=0.01)
except TimeoutError:
    print("two seats")  # expect: two seats
