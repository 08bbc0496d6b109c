import scriptling.runtime as runtime
import time


def put():
    try:
        runtime.sync.Queue("jobs").put("late")
    except RuntimeError as error:
        return type(error).__name__, str(error)


q = runtime.sync.Queue("jobs", maxsize=1)
q.put("first")
call = runtime.run(put)
time.sleep(0.05)
q.close()
print(call.get())  # expect: ('QueueClosed', "queue 'jobs' is closed")
print(list(q))  # expect: ['first']
