import scriptling.runtime as runtime
import time

sync = runtime.sync


def wait(kind):
    try:
        {"queue": lambda: sync.Queue("x").get(), "group": lambda: sync.WaitGroup("x").wait(),
         "lock": lambda: sync.Lock("x").acquire()}[kind]()
    except RuntimeError as error:
        return str(error)


sync.WaitGroup("x").add(1)
sync.Lock("x").acquire()
calls = [runtime.run(wait, kind) for kind in ("queue", "group", "lock")]
time.sleep(0.1)
for kind in ("Queue", sync.WaitGroup, "Lock"):
    sync.delete(kind, "x")
for call in calls:
    print(call.get(timeout=3))
# expect: queue 'x' was deleted
# expect: wait group 'x' was deleted
# expect: lock 'x' was deleted
