import scriptling.runtime as runtime


def wait(how):
    other = runtime.sync.Queue("other").get()
    return other.get() if how == "get" else runtime.gather(other)


for how in ("get", "gather"):
    a, b = runtime.run(wait, how), runtime.run(wait, how)
    runtime.sync.Queue("other").put(b)
    runtime.sync.Queue("other").put(a)
    for promise in (a, b):
        try:
            promise.get(timeout=3)
        except RuntimeError as error:
            print(type(error).__name__, "wait" in str(error))
# expect: DeadlockError True
# expect: DeadlockError True
# expect: DeadlockError True
# expect: DeadlockError True
