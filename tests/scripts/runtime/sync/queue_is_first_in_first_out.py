import scriptling.runtime as runtime

q = runtime.sync.Queue("jobs")
for n in range(3):
    q.put({"n": n})
print(q.size())  # expect: 3
print(q.get(), q.get(), q.get(), q.size())  # expect: {'n': 0} {'n': 1} {'n': 2} 0
