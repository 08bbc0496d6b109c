import scriptling.runtime as runtime


def wait(how, name):
    other = runtime.sync.Queue(name).get()
    return other.get() if how == "get" else runtime.gather(other)


for how in ("get", "gather"):
    a, b = runtime.run(wait, how, "of a"), runtime.run(wait, how, "of b")
    runtime.sync.Queue("of a").put(b)
    runtime.sync.Queue("of b").put(a)
    for promise in (a, b):
        try:
            promise.get(timeout=3)
        except RuntimeError as error:
            print(type(error).__name__, "wait" in str(error))
# expect: DeadlockError True
# expect: DeadlockError True
# expect: DeadlockError True
# expect: DeadlockError True
