import scriptling.runtime as runtime
import time


def work(n):
    time.sleep(0.01 * n)
    runtime.sync.Atomic("finished").add(1)
    runtime.sync.WaitGroup("group").done()


group = runtime.sync.WaitGroup("group")
group.add(4)
for n in range(4):
    runtime.run(work, n)
group.wait()
print(runtime.sync.Atomic("finished").get())  # expect: 4
