import scriptling.runtime as runtime


def work():
    n = runtime.sync.Atomic("n")
    for _ in range(200):
        n.add(1)


calls = [runtime.run(work) for _ in range(20)]
for call in calls:
    call.wait()
print(runtime.sync.Atomic("n").get())  # expect: 4000
