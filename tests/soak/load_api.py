"""Notes that only their owner changes, so what they must be is known; money that only moves."""
OPTIONS = ["--max-header", "4K", "--max-body", "64K"]
EXPECTED = []
WORDS = "alpha beta gamma delta epsilon zeta".split()
GONE = None

owned = {}  # By user: {id: what it may be}, and how many may have been added unseen.


class Owner:
    def __init__(self):
        self.notes = {}  # {id: possible (text, labels)}
        self.unseen = 0


def headers(client):
    return {"X-User": f"user{client.number}"}


def edit(client, rng, soak):
    owner = owned.setdefault(client.number, Owner())
    what = rng.choice(("add", "add", "change", "change", "delete", "get", "get", "list", "report"))
    if what == "add" and len(owner.notes) < 60:
        add(client, rng, owner)
    elif what in ("change", "delete", "get") and owner.notes:
        note = rng.choice(sorted(owner.notes))
        {"change": change, "delete": delete, "get": get}[what](client, rng, owner, note)
    elif what == "list":
        check_list(client, owner)
    else:
        status, text = client.ask("GET" if rng.random() < 0.1 else "POST", "/report",
                                  headers=headers(client))
        assert status in (200, 405), (status, text)


def made_up(rng):
    text = " ".join(rng.choices(WORDS, k=rng.choice((0, 3, 30, 1000))))
    return {"text": text, "labels": sorted(set(rng.choices(WORDS, k=rng.randrange(3))))}


def add(client, rng, owner):
    note = made_up(rng)
    owner.unseen += 1  # Until it has an answer.
    status, answer = client.ask("POST", "/notes", note, headers(client))
    assert status == 201 and answer["version"] == 1, (status, answer)
    owner.unseen -= 1
    assert answer["id"] not in owner.notes, answer
    owner.notes[answer["id"]] = [(note["text"], note["labels"])]


def change(client, rng, owner, note):
    new = made_up(rng)
    before = owner.notes[note]
    owner.notes[note] = before + [(new["text"], new["labels"])]
    status, answer = client.ask("PUT", f"/notes/{note}", new, headers(client))
    if status == 404:
        assert GONE in before, (note, answer)
        del owner.notes[note]
        return
    assert status == 200 and answer["text"] == new["text"], (status, answer)
    owner.notes[note] = [(new["text"], new["labels"])]


def delete(client, rng, owner, note):
    owner.notes[note] = owner.notes[note] + [GONE]
    status, answer = client.ask("DELETE", f"/notes/{note}", headers=headers(client))
    assert status in (204, 404), (status, answer)
    assert status == 204 or owner.notes[note].count(GONE) > 1, f"{note} was gone before"
    del owner.notes[note]


def get(client, rng, owner, note):
    status, answer = client.ask("GET", f"/notes/{note}", headers=headers(client))
    found = GONE if status == 404 else (answer["text"], answer["labels"])
    assert found in owner.notes[note], (note, status, answer, owner.notes[note])
    owner.notes[note] = [found]
    if found is GONE:
        del owner.notes[note]


def check_list(client, owner):
    status, answer = client.ask("GET", "/notes", headers=headers(client))
    assert status == 200, (status, answer)
    listed = {note["id"] for note in answer}
    missing = {note for note, may_be in owner.notes.items() if GONE not in may_be} - listed
    assert not missing, f"user {client.number}: lost are {sorted(missing)}"
    more = listed - set(owner.notes)
    assert len(more) <= owner.unseen, f"user {client.number}: nobody made {sorted(more)}"


def transfer(client, rng, soak):
    order = {"from": rng.randrange(10), "to": rng.randrange(10), "amount": rng.randrange(300)}
    status, answer = client.ask("POST", "/transfers", order, headers(client))
    assert status == 200 or status == 409 and answer["error"] == "not enough", (status, answer)
    if rng.random() < 0.2:
        check_money(client)


def check_money(client):
    status, accounts = client.ask("GET", "/accounts", headers=headers(client))
    assert status == 200 and sum(accounts) == 10_000 and min(accounts) >= 0, (status, accounts)


def misbehave(client, rng, soak):
    who = "X-User: bad\r\nHost: a\r\n"
    wrong = rng.randrange(9)
    if wrong == 0:
        assert client.ask("GET", "/notes")[0] == 401
    elif wrong == 1:
        assert client.ask("POST", "/notes", b"{\xff", headers(client))[0] == 400
    elif wrong == 2:
        assert client.ask("POST", "/notes", {"text": "x" * 30_000}, headers(client))[0] == 400
    elif wrong == 3:
        assert client.ask("GET", "/notes/999999999", headers=headers(client))[0] == 404
    elif wrong == 4:
        assert client.ask("PUT", "/accounts", {}, headers(client))[0] == 405
    elif wrong == 5:
        assert b" 400 " in client.raw(b"GARBAGE\r\n\r\n")
    elif wrong == 6:
        assert b" 413 " in client.raw(
            f"POST /notes HTTP/1.1\r\n{who}Content-Length: 99999999\r\n\r\n".encode())
    elif wrong == 7:  # Leaves in the middle of a body.
        client.raw(f"POST /notes HTTP/1.1\r\n{who}Content-Length: 500\r\n\r\n{{".encode(), read=0)
    else:  # Leaves before the answer can have come.
        client.raw(f"GET /notes HTTP/1.1\r\n{who}\r\n".encode(), read=0)


STEPS = [(6, edit), (3, transfer), (2, misbehave)]


def verify(client, soak):
    for number, owner in owned.items():
        client.number = number
        for note in list(owner.notes):
            get(client, None, owner, note)
        check_list(client, owner)
    check_money(client)
