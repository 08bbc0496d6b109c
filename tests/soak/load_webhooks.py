"""Senders that send an event again until it is acknowledged; each must count once."""
import collections
import hashlib
import hmac
import json
import time

import soak as driver

OPTIONS = ["--max-body", "64K"]
EXPECTED = []
SECRET = b"between us"

acknowledged = {}  # {id: (source, amount)}
under_way = {}  # By sender: the event that may have arrived.


def post(client, source, event, body=None, key=SECRET):
    body = body if body is not None else json.dumps(event).encode()
    signature = hmac.new(key, body, hashlib.sha256).hexdigest()
    return client.ask("POST", f"/hooks/{source}", body, {"X-Signature": signature})


def send(client, rng, soak):
    if client.number not in under_way:
        count = soak.counts["events"]
        soak.counts["events"] += 1
        event = {"id": f"{client.number}-{count}-{rng.randrange(10**9)}",
                 "amount": rng.randrange(1000), "note": "x" * rng.choice((0, 100, 5000))}
        if rng.random() < 0.05:
            event["hiccups"] = rng.randint(1, 3)
        under_way[client.number] = rng.choice(("shop", "bank", "game")), event
    source, event = under_way[client.number]
    status, answer = post(client, source, event)
    if status == 503:
        soak.counts["busy"] += 1
        return
    assert status in (200, 202) and answer["id"] == event["id"], (status, answer)
    acknowledged[event["id"]] = source, event["amount"]
    del under_way[client.number]


def look(client, rng, soak):
    if acknowledged:
        id = rng.choice(list(acknowledged)[-500:])
        status, answer = client.ask("GET", f"/deliveries/{id}")
        assert status == 200 and answer["state"] in ("pending", "done"), (id, status, answer)


def misbehave(client, rng, soak):
    wrong = rng.randrange(6)
    if wrong == 0:
        assert post(client, "shop", {"id": "forged"}, key=b"another")[0] == 401
    elif wrong == 1:
        assert post(client, "shop", None, body=b"{not json")[0] == 400
    elif wrong == 2:
        assert post(client, "shop", ["no event"])[0] == 422
    elif wrong == 3:
        assert b" 413 " in client.raw(b"POST /hooks/shop HTTP/1.1\r\nHost: a\r\n"
                                      b"Content-Length: 9999999\r\n\r\n")
    elif wrong == 4:
        client.raw(b"POST /hooks/shop HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n12", read=0)
    elif acknowledged:
        id, (source, amount) = rng.choice(list(acknowledged.items())[-500:])
        status, answer = post(client, source, {"id": id, "amount": amount})
        assert status == 200 and answer.get("again"), (status, answer)


STEPS = [(6, send), (2, look), (2, misbehave)]


def state(client, id):
    return client.ask("GET", f"/deliveries/{id}")[1]["state"]


def wait_for_totals(client, expected, patience):
    """As long as something is done now and then."""
    last, end = None, 0
    while (totals := client.ask("GET", "/totals")[1]) != expected:
        if totals != last:
            last, end = totals, time.monotonic() + patience
        assert time.monotonic() < end, f"stands still at {totals}, {expected} was acknowledged"
        time.sleep(0.05)


def verify(client, soak):
    expected = collections.Counter(shop=0, bank=0, game=0)
    for source, event in under_way.values():
        id = event["id"]
        if state(client, id) != "unknown":
            driver.eventually(lambda: state(client, id) == "done", f"{id} is done",
                              30 * soak.scale)
            acknowledged[id] = source, event["amount"]
    for source, amount in acknowledged.values():
        expected[source] += amount
    wait_for_totals(client, dict(expected), 30 * soak.scale)
    for id in list(acknowledged)[-200:]:
        assert state(client, id) == "done", id
