import scriptling.runtime as runtime

q = runtime.sync.Queue("jobs", maxsize=1)
try:
    q.get(timeout=0.02)
except TimeoutError:
    print("empty")  # expect: empty
q.put(1)
try:
    q.put(2, timeout=0.02)
except TimeoutError:
    print("full")  # expect: full
print(q.get(), q.size())  # expect: 1 0
