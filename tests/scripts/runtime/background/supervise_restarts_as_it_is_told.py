import scriptling.runtime as runtime


def run(policy, fails):
    if runtime.sync.Atomic(policy).add(1) == 2:
        runtime.sync.WaitGroup("twice").done()
    if fails:
        raise ValueError(policy)
    return policy


try:
    runtime.supervise("never", run, args=("never", True), restart="never").get()
except ValueError as error:
    print(error, runtime.sync.Atomic("never").get())  # expect: never 1
task = runtime.supervise("on-failure", run, args=("on-failure",), kwargs={"fails": False})
print(task.get(), runtime.sync.Atomic("on-failure").get())  # expect: on-failure 1
runtime.sync.WaitGroup("twice").add(1)
task = runtime.supervise("always", run, ("always", False), restart="always")
runtime.sync.WaitGroup("twice").wait(timeout=4)
print(task.done(), task.cancel())  # expect: False True
try:
    task.get()
except BaseException as error:
    print(type(error).__name__)  # expect: Cancelled
try:
    runtime.supervise("sometimes", run, restart="sometimes")
except ValueError as error:
    print(error)
# expect: supervise() restart must be 'never', 'on-failure' or 'always', not 'sometimes'
