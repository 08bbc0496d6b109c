import scriptling.runtime as runtime
import time


def slow():
    try:
        time.sleep(60)
    except runtime.Cancelled as error:
        runtime.sync.Queue("texts").put(str(error))
        raise


def busy():
    try:
        while True:
            pass
    except runtime.Cancelled as error:
        runtime.sync.Queue("texts").put(str(error))
        raise


for function in (slow, busy):
    task = runtime.supervise(function.__name__, function, timeout=0.1, restart="never")
    try:
        task.get(timeout=4)
    except runtime.Cancelled as error:
        print(error, "|", runtime.sync.Queue("texts").get())
# expect: timed out after 0.1 s | timed out after 0.1 s
# expect: timed out after 0.1 s | timed out after 0.1 s
print([(t["state"], t["error"]) for t in runtime.tasks()])
# expect: [('failed', 'Cancelled: timed out after 0.1 s'), ('failed', 'Cancelled: timed out after 0.1 s')]
