# options: --queue-limit 3
import scriptling.runtime as runtime

q = runtime.sync.Queue("jobs")
for n in range(3):
    q.put(n)
try:
    q.put(3)
except RuntimeError as error:
    print(type(error).__name__, error)  # expect: QueueFull queue 'jobs' is full
print(q.get(), q.size())  # expect: 0 2
