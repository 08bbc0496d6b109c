# options: --env-memory 8M
# timeout: 30
import scriptling.runtime as runtime

queue = runtime.sync.Queue("jobs")
for n in range(3):
    queue.put([n, "x" * 2_000_000])


def taker():
    kept = ["y" * 1_000_000 for _ in range(5)]
    try:
        return runtime.sync.Queue("jobs").get()[0]
    except MemoryError:
        pass
    kept.clear()
    return runtime.sync.Queue("jobs").get()[0]


print(runtime.run(taker).get())  # expect: 0
print(queue.size())  # expect: 2
print(queue.get()[0], queue.get()[0])  # expect: 1 2
