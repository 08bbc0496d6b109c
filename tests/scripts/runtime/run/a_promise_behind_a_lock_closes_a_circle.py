import scriptling.runtime as runtime


def take():
    with runtime.sync.Lock("door"):
        return "in"


with runtime.sync.Lock("door"):
    call = runtime.run(take)
    try:
        call.get()
    except RuntimeError as error:
        print(type(error).__name__, "lock 'door'" in str(error))
# expect: DeadlockError True
