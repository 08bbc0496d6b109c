import time

import scriptling.runtime as runtime

kv, sync = runtime.kv, runtime.sync


def once_at_a_time(name):
    """Notes an overlap: a task by the clock is never run twice at once. Stands within the
    `try` that ends with over(): a cancel may come while it waits for the sum."""
    if sync.Atomic("inside " + name).add() > 1:
        kv.incr("overlaps")


def over(name):
    sync.Atomic("inside " + name).add(-1)


def tick():
    try:
        once_at_a_time("tick")
        number = kv.incr("ticks")
        kv.set(f"trace/{number}", {"at": time.time(), "text": "x" * 500}, ttl=2)
    finally:
        over("tick")


def flaky():
    try:
        once_at_a_time("flaky")
        if kv.incr("flaky runs") % 10 == 0:
            raise OSError("the other side does not answer")
    finally:
        over("flaky")


def hanging():
    try:
        once_at_a_time("hanging")
        if kv.incr("hanging runs") % 20 == 0:
            time.sleep(60)
    finally:
        over("hanging")


def tidy():
    """A few at a time: each takes a write to the disk, and on a busy machine that is slow."""
    old = [key for key, job in kv.default.items("job/*")
           if job["state"] == "done" and job["ended"] < time.time() - 5]
    for key in old[:30]:
        kv.delete(key)
    kv.incr("tidied")


def mail():
    """Sends what is in the outbox; one letter in a hundred makes it fall over, once."""
    while True:
        letter = sync.Queue("outbox").get()
        if letter["bad"]:
            raise ValueError("bad letter")
        kv.incr("letters")


def job(name, steps):
    kv.set("job/" + name, {"state": "running"})
    total = 0
    for n in range(steps):
        total += n
        if n % 100 == 0:
            time.sleep(0.001)
    kv.set("job/" + name, {"state": "done", "total": total, "ended": time.time()})
