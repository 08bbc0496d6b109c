import scriptling.runtime as runtime

http, kv, sync = runtime.http, runtime.kv, runtime.sync
ACCOUNTS = 10
OPENING = 1000
LONGEST = 20_000


def authorize(request):
    user = request.header("X-User")
    if not user:
        return http.error(401, "who are you?")
    request.context["user"] = user


def key_of(user, note):
    return f"note/{user}/{note}"


def note_in(request):
    """The text and its labels; the client's mistakes are ValueErrors."""
    data = request.json()
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError("a note has a text")
    if len(data["text"]) > LONGEST:
        raise ValueError(f"a note has at most {LONGEST} characters")
    labels = data.get("labels", [])
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise ValueError("labels are a list of texts")
    return {"text": data["text"], "labels": sorted(set(labels))}


def add_note(request):
    try:
        note = note_in(request)
    except ValueError as error:
        return http.error(400, str(error))
    note["id"] = kv.incr("notes made")
    note["version"] = 1
    kv.set(key_of(request.context["user"], note["id"]), note)
    return http.json(201, note)


def get_note(request):
    note = kv.get(key_of(request.context["user"], request.params["id"]))
    return note or http.error(404, "no such note")


def change_note(request):
    key = key_of(request.context["user"], request.params["id"])
    try:
        new = note_in(request)
    except ValueError as error:
        return http.error(400, str(error))
    while True:
        old = kv.get(key)
        if old is None:
            return http.error(404, "no such note")
        changed = dict(old, **new)
        changed["version"] = old["version"] + 1
        if kv.default.compare_and_set(key, old, changed):
            return changed


def delete_note(request):
    key = key_of(request.context["user"], request.params["id"])
    if not kv.exists(key):
        return http.error(404, "no such note")
    kv.delete(key)


def list_notes(request):
    user = request.context["user"]
    label = request.query_param("label")
    notes = [note for _, note in kv.default.items(key_of(user, "*"))]
    if label:
        notes = [note for note in notes if label in note["labels"]]
    notes.sort(key=lambda note: note["id"])
    return [{"id": note["id"], "version": note["version"]} for note in notes]


def balances():
    found = kv.default.get_many([f"account/{n}" for n in range(ACCOUNTS)])
    return [found.get(f"account/{n}", OPENING) for n in range(ACCOUNTS)]


def accounts(request):
    with sync.Lock("accounts"):
        return balances()


def transfer(request):
    order = request.json()
    source, target, amount = order["from"], order["to"], order["amount"]
    with sync.Lock("accounts"):
        now = balances()
        if now[source] < amount:
            return http.error(409, "not enough")
        now[source] -= amount
        now[target] += amount
        kv.default.set_many({f"account/{source}": now[source], f"account/{target}": now[target]})
    return {"left": now[source]}


def report(request):
    """All notes as lines, streamed."""
    user = request.context["user"]
    for key in kv.keys(key_of(user, "*")):
        note = kv.get(key)
        if note:
            yield f"{note['id']};{note['version']};{len(note['text'])}\n"
