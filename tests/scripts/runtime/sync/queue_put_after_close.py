import scriptling.runtime as runtime

q = runtime.sync.Queue("jobs")
q.close()
try:
    q.put(1)
except RuntimeError as error:
    print(type(error).__name__, error)  # expect: QueueClosed queue 'jobs' is closed
