import scriptling.runtime as runtime

sync = runtime.sync
for make in (sync.Atomic, sync.Shared, sync.WaitGroup, sync.Queue, sync.Lock, sync.Semaphore):
    try:
        make("")
    except ValueError as error:
        print(error)
# expect: Atomic() name must not be empty
# expect: Shared() name must not be empty
# expect: WaitGroup() name must not be empty
# expect: Queue() name must not be empty
# expect: Lock() name must not be empty
# expect: Semaphore() name must not be empty
try:
    sync.Queue(5)
except TypeError as error:
    print(error)  # expect: Queue() name must be str, not int
