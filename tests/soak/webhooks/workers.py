import time

import scriptling.runtime as runtime

import deliveries

kv, sync = runtime.kv, runtime.sync


class Hiccup(Exception):
    pass


def take_up_what_is_pending():
    for key in kv.keys(deliveries.pending("*")):
        deliveries.queue().put(key.partition("/")[2])


def process(id):
    """Books an event, once: the total, the mark and the end of waiting are one write."""
    with sync.Lock(f"booking {sum(id.encode()) % 16}"):
        work = kv.get(deliveries.pending(id))
        if work is None or kv.exists(deliveries.done(id)):
            kv.delete(deliveries.pending(id))
            return
        event, total = work["event"], f"total/{work['source']}"
        if event.get("hiccups", 0) > sync.Atomic("hiccups " + id).get():
            sync.Atomic("hiccups " + id).add(1)
            raise Hiccup(id)
        with sync.Lock(total):
            kv.default.set_many({total: kv.get(total, 0) + event["amount"],
                                 deliveries.done(id): event["amount"]})
        kv.delete(deliveries.pending(id))
        sync.delete("Atomic", "hiccups " + id)


def work():
    for id in deliveries.queue():
        while True:
            try:
                process(id)
                break
            except Hiccup:
                time.sleep(0.005)
