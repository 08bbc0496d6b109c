import scriptling.runtime as runtime
import time

sync = runtime.sync
queue = sync.Queue("jobs", maxsize=1)
queue.put(1)


def put():
    try:
        queue.put(2)
    except sync.QueueClosed as error:
        return f"waiting: {error}"


call = runtime.run(put)
time.sleep(0.05)
sync.delete("Queue", "jobs")
print(call.get(timeout=3))              # expect: waiting: queue 'jobs' was deleted
for use in (lambda: queue.put(3, timeout=0), lambda: queue.get(timeout=0), queue.size):
    try:
        use()
    except sync.QueueClosed as error:
        print(error)
# expect: queue 'jobs' was deleted
# expect: queue 'jobs' was deleted
# expect: queue 'jobs' was deleted
print(list(queue))                      # expect: []
again = sync.Queue("jobs", maxsize=1)   # Another one.
again.put(4)
print(again.get())                      # expect: 4
