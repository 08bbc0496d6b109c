import scriptling.runtime as runtime


def produce():
    q = runtime.sync.Queue("jobs")
    for n in range(6):
        q.put(n)
    return "all put"


q = runtime.sync.Queue("jobs", maxsize=2)
call = runtime.run(produce)
try:
    call.get(timeout=0.1)
except TimeoutError:
    print("still full", q.size())  # expect: still full 2
print([q.get() for _ in range(6)], call.get())  # expect: [0, 1, 2, 3, 4, 5] all put
