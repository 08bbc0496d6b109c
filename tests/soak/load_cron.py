"""Looks whether the clockwork goes on, and starts jobs of its own."""
import time

OPTIONS = []
# What the tasks do at times, by their own words.
EXPECTED = [r"ERROR (flaky|mailer|hanging): "]
EVERY = {"ticks": 0.1, "flaky runs": 0.2, "hanging runs": 0.2, "tidied": 0.5}

counts_of = {}  # By client: what it saw last, and the life, time and counts it compares with.


def status(client, rng, soak):
    life = client.server.lives
    code, seen = client.ask("GET", "/status")
    now = time.monotonic()
    assert code == 200, (code, seen)
    counts = seen["counts"]
    assert not counts.get("overlaps"), counts
    last, (began_life, began, first) = counts_of.get(client.number, ({}, (None, 0, {})))
    for name, value in last.items():
        assert counts.get(name, 0) >= value, f"{name} went from {value} to {counts.get(name)}"
    if began_life != life or life != client.server.lives:
        began_life, began, first = life, now, counts
    elif now - began > 10 * soak.scale:
        check_pace(now - began, first, seen)
        began, first = now, counts
    counts_of[client.number] = counts, (began_life, began, first)
    soak.over.wait(0.05)


def check_pace(seconds, first, seen):
    """What is done by the clock is not done too often, and goes on on a busy machine."""
    for name, every in EVERY.items():
        done, due = seen["counts"].get(name, 0) - first.get(name, 0), seconds / every
        assert 1 <= done < due * 1.1 + 3, (
            f"{done} {name}, {due:.0f} were due: {seen['tasks']}")


def job(client, rng, soak):
    name, steps = f"{client.number} {rng.randrange(10**9)}", rng.randrange(3000)
    path, life = "/jobs/" + name.replace(" ", "%20"), client.server.lives
    assert client.ask("POST", path, steps)[0] == 202
    again = client.ask("POST", path, steps)[0]
    assert again in (202, 409), again
    end = time.monotonic() + 20 * soak.scale
    while True:
        code, answer = client.ask("GET", path)
        if answer["state"] == "done":
            break
        if client.server.lives != life:
            return  # A task that was accepted ends with its process.
        assert time.monotonic() < end, f"job {name}: {answer}"
        if soak.over.wait(0.02):
            return
    assert answer["total"] == steps * (steps - 1) // 2, answer


def mail(client, rng, soak):
    code, answer = client.ask("POST", "/mail", rng.random() < 0.002)
    assert code == 202, (code, answer)
    soak.over.wait(0.01)


def misbehave(client, rng, soak):
    if rng.random() < 0.5:
        assert client.ask("POST", "/jobs/x", "many")[0] == 400
    else:
        client.raw(b"GET /status HTTP/1.1\r\nHost: a\r\n\r\n", read=0)
    soak.over.wait(0.05)


STEPS = [(2, status), (3, job), (2, mail), (1, misbehave)]


def verify(client, soak):
    code, seen = client.ask("GET", "/status")
    for last, _ in counts_of.values():
        for name, value in last.items():
            assert seen["counts"].get(name, 0) >= value, f"{name} lost: {value}, {seen}"
