import scriptling.runtime as runtime

WORKERS = 3
SECRET = b"between us"
MOST_WAITING = 500


def queue():
    return runtime.sync.Queue("deliveries", maxsize=MOST_WAITING)


def pending(id):
    return f"pending/{id}"


def done(id):
    return f"done/{id}"
