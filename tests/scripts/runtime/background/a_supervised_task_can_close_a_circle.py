# timeout: 10
import scriptling.runtime as runtime
import time


def wait_for(name):
    return runtime.sync.Queue(name).get().get()


task = runtime.supervise("task", wait_for, args=("to the task",), restart="never")
run = runtime.run(wait_for, "to the run")
runtime.sync.Queue("to the run").put(task)
runtime.sync.Queue("to the task").put(run)
try:
    task.get(timeout=5)
except BaseException as error:
    print(type(error).__name__)  # expect: DeadlockError


# A wait for a task's promise behind a wait is no circle.
def slow():
    runtime.sync.Queue("go").get()
    return 15


task = runtime.supervise("slow", slow, restart="never")
run = runtime.run(lambda promise: promise.get(), task)
behind = runtime.run(lambda promise: promise.get(), run)
time.sleep(0.05)
runtime.sync.Queue("go").put(1)
print(behind.get())  # expect: 15
