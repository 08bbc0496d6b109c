# options: --env-memory 4M
# timeout: 15
# Nothing here makes garbage by itself: all of it comes from outside between two slices.
import scriptling.runtime as runtime

kv, sync = runtime.kv, runtime.sync
kv.set("big", "x" * 200_000)
kv.set("rows", [{"id": n, "name": f"row {n}"} for n in range(300)])
shared = sync.Shared("table", [str(n) for n in range(1000)])
queue = sync.Queue("jobs")
empty = sync.Queue("empty")


def count(what, times):
    done = 0
    while done < times:
        what()
        done += 1
    return done


print(count(lambda: kv.get("big"), 60))  # expect: 60
print(count(lambda: kv.get("rows"), 60))  # expect: 60
print(count(lambda: kv.default.get_many(["rows", "big"]), 40))  # expect: 40
print(count(shared.get, 60))  # expect: 60
print(count(lambda: runtime.run(lambda: "y" * 100_000).get(), 60))  # expect: 60


def fill():
    for n in range(150):
        queue.put("z" * 50_000, timeout=20)
    queue.close()


queue_filler = runtime.run(fill)
received = 0
for item in queue:
    received += 1
print(received)  # expect: 150


def missed():
    try:
        empty.get(timeout=0)
    except TimeoutError:
        pass


print(count(missed, 9_000))  # expect: 9000
