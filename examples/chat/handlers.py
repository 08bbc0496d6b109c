import json
import time

import scriptling.runtime as runtime

LONGEST_NAME = 40
LONGEST_TEXT = 2000
PAUSE = 0.05  # Seconds from one look into the queue to the next.

# Who is here: the queue of each. Handlers share nothing else; what one of them has to say it
# puts into the queues of all.
members = runtime.sync.Shared("chat members", {})
ids = runtime.sync.Atomic("chat ids", 0)


def tell_all(message):
    for inbox in members.get().values():
        try:
            inbox.put(message, timeout=0)
        except (TimeoutError, runtime.sync.QueueClosed):
            pass  # Too slow to follow, or just gone.


# What a client sent, made fit to be passed on; None if it is no message.
def read(text):
    try:
        message = json.loads(text)
        name = str(message["name"]).strip()[:LONGEST_NAME]
        said = str(message["text"]).strip()[:LONGEST_TEXT]
    except (ValueError, KeyError, TypeError):
        return None
    return {"name": name or "somebody", "text": said, "time": time.time()} if said else None


# One call for each visitor, for as long as the page is open. A visitor may leave at any
# moment, and what is done is undone only within the `try`.
def room(client):
    name = f"chat {ids.add()}"
    try:
        inbox = runtime.sync.Queue(name, maxsize=100)
        members.update(lambda inboxes: {**inboxes, name: inbox})
        tell_all({"present": len(members.get())})
        while client.connected():
            text = client.receive(timeout=PAUSE)
            message = read(text) if isinstance(text, str) else None
            if message:
                tell_all(message)
            while inbox.size() > 0 and client.connected():
                client.send(inbox.get())
    finally:
        members.update(lambda inboxes: {n: q for n, q in inboxes.items() if n != name})
        runtime.sync.delete("Queue", name)
        tell_all({"present": len(members.get())})
