import scriptling.runtime as runtime


def consume():
    return [item * 2 for item in runtime.sync.Queue("jobs")]


call = runtime.run(consume)
q = runtime.sync.Queue("jobs")
for n in range(4):
    q.put(n)
q.close()
print(call.get())  # expect: [0, 2, 4, 6]
