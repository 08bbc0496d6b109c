import scriptling.runtime as runtime


def other():
    with runtime.sync.Lock("b"):
        runtime.sync.WaitGroup("b taken").done()
        try:
            with runtime.sync.Lock("a"):
                return "both"
        except RuntimeError as error:
            return type(error).__name__


runtime.sync.WaitGroup("b taken").add(1)
mine = "both"
with runtime.sync.Lock("a"):
    call = runtime.run(other)
    runtime.sync.WaitGroup("b taken").wait()
    try:
        with runtime.sync.Lock("b"):
            pass
    except RuntimeError as error:
        mine = type(error).__name__
print(sorted([mine, call.get()]))  # expect: ['DeadlockError', 'both']
