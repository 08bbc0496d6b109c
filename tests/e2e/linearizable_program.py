"""Tasks that work on the same named objects, and what each of them saw (JSON lines)."""
import json
import sys
import scriptling.runtime as runtime
import time

SEED, TASKS, STEPS = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
sync = runtime.sync


def work(task, seed, steps):
    state = seed * 7919 + task * 104729 + 1
    unique = task * 1000
    history = []

    def pick(n):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (state >> 33) % n

    def note(thing, name, arguments, operation):
        call = time.monotonic_ns()
        try:
            result = operation(*arguments)
        except TimeoutError:
            result = "empty"
        history.append([thing, call, name, arguments, result, time.monotonic_ns()])
        return result

    counters = [sync.Atomic("counter0"), sync.Atomic("counter1")]
    shareds = [sync.Shared("shared0", 0), sync.Shared("shared1", 0)]
    queues = [sync.Queue("queue0"), sync.Queue("queue1", maxsize=4)]
    for step in range(steps):
        unique += 1
        which, how = pick(2), pick(4)
        kind = pick(4)
        if kind == 0:
            it = counters[which]
            if how == 0:
                seen = note(f"counter{which}", "get", [], it.get)
                note(f"counter{which}", "compare_and_set", [seen, unique], it.compare_and_set)
            elif how == 1 and pick(4) == 0:
                note(f"counter{which}", "set", [unique], it.set)
            else:
                note(f"counter{which}", "add", [1 + pick(50)], it.add)
        elif kind == 1:
            it = shareds[which]
            if how == 0:
                note(f"shared{which}", "get", [], it.get)
            elif how == 1:
                note(f"shared{which}", "set", [unique], it.set)
            else:
                def update(token):
                    return it.update(lambda value: (value * 31 + token) % 1000003)
                note(f"shared{which}", "update", [unique], update)
        elif kind == 2:
            it = queues[which]
            note(f"queue{which}", "put", [unique], lambda item: it.put(item))
            if how < 3:
                note(f"queue{which}", "get", [], lambda: it.get(timeout=0))
            else:
                note(f"queue{1 - which}", "get", [], lambda: queues[1 - which].get(timeout=0))
                note(f"queue{which}", "get", [], lambda: it.get(timeout=0.01))
        else:
            key = f"key{which}"
            name = ["get", "incr", "set", "delete", "exists", "compare_and_set"][pick(6)]
            arguments = {"incr": [1 + pick(50)], "set": [unique],
                         "compare_and_set": [pick(60), unique]}.get(name, [])
            method = getattr(runtime.kv.default, name)
            note(key, name, arguments, lambda *rest: method(key, *rest))
    return history


def drain():
    # Putters of the bounded queue must not wait for ever when the others have ended.
    while not runtime.sync.Atomic("ended").get():
        try:
            got = [time.monotonic_ns(), sync.Queue("queue1").get(timeout=0.02)]
            sync.Queue("drained").put(["queue1", got[0], "get", [], got[1], time.monotonic_ns()])
        except TimeoutError:
            pass


drainer = runtime.run(drain)
calls = [runtime.run(work, task, SEED, STEPS) for task in range(TASKS)]
for call in calls:
    for operation in call.get():
        print(json.dumps(operation))
sync.Atomic("ended").set(1)
drainer.wait()
for name in ("drained", "queue0", "queue1"):
    q = sync.Queue(name)
    while q.size():
        item = q.get()
        print(json.dumps(item if name == "drained" else [name, "left", item]))
