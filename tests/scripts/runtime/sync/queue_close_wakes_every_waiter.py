import scriptling.runtime as runtime
import time


def wait():
    try:
        runtime.sync.Queue("jobs").get()
    except RuntimeError as error:
        return str(error)


calls = [runtime.run(wait) for _ in range(5)]
time.sleep(0.05)
runtime.sync.Queue("jobs").close()
print({call.get() for call in calls})  # expect: {"queue 'jobs' is closed"}
