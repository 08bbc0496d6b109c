import json

import scriptling.runtime as runtime

http, sync = runtime.http, runtime.sync
MOST_UNREAD = 5000
PAUSE = 0.02  # Seconds from one look at the socket to the next.

members = sync.Shared("members", [])
ids = sync.Atomic("member ids", 0)
number = sync.Atomic("messages", 0)


# The floor: one speaks, enters or leaves at a time, so that each member hears the same order
# and nobody writes to an inbox that is gone.
def floor():
    return sync.Lock("floor")


def new_name():
    return f"inbox {ids.add()}"


def enter(name):
    inbox = sync.Queue(name, maxsize=MOST_UNREAD)
    members.update(lambda names: names + [name])
    return inbox


def leave(name):
    with floor():
        members.update(lambda names: [other for other in names if other != name])
        sync.delete("Queue", name)


def tell_all(message):
    with floor():
        message["number"] = number.add()
        for name in members.get():
            try:
                sync.Queue(name, maxsize=MOST_UNREAD).put(message, timeout=0)
            except (TimeoutError, sync.QueueClosed):
                pass  # Too slow to follow, or just gone.
    return message["number"]


def parse(text):
    message = json.loads(text)
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        raise ValueError("a message has a text")
    return {"name": str(message.get("name", "somebody"))[:40], "text": message["text"][:2000]}


def visit(client):
    name = new_name()
    try:
        inbox = enter(name)
        client.send({"welcome": name})
        while client.connected():
            heard = client.receive(timeout=PAUSE)
            if isinstance(heard, str):
                try:
                    tell_all(parse(heard))
                except ValueError as error:
                    client.send({"error": str(error)})
            while inbox.size() > 0 and client.connected():
                client.send(inbox.get())
    finally:
        leave(name)


def events(request):
    name = new_name()
    try:
        inbox = enter(name)
        yield f"data: {json.dumps({'welcome': name})}\n\n"
        while True:
            try:
                yield f"data: {json.dumps(inbox.get(timeout=0.5))}\n\n"
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        leave(name)


def say(request):
    try:
        return {"number": tell_all(parse(request.body))}
    except ValueError as error:
        return http.error(400, str(error))


def present(request):
    return len(members.get())
