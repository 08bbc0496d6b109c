import scriptling.runtime as runtime

q = runtime.sync.Queue("jobs")
q.put(1)
q.close()
print(q.get())  # expect: 1
q.get()  # expect error: queue 'jobs' is closed
