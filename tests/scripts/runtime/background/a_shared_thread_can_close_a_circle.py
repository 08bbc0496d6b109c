import scriptling.runtime as runtime


def take():
    with runtime.sync.Lock("door"):
        return "in"


with runtime.sync.Lock("door"):
    task = runtime.background("take", take, shared=True)
    try:
        print(task.get())
    except RuntimeError as error:
        print(type(error).__name__, "take" in str(error), "lock 'door'" in str(error))
# expect: DeadlockError True True
