import scriptling.runtime as runtime

http, kv, sync = runtime.http, runtime.kv, runtime.sync


def status(request):
    names = ["ticks", "overlaps", "flaky runs", "hanging runs", "tidied", "letters"]
    tasks = [task for task in runtime.tasks() if not task["name"].startswith("job ")]
    return {"counts": kv.default.get_many(names), "tasks": tasks}


def start_job(request):
    name, steps = request.params["name"], request.json()
    if not isinstance(steps, int) or not 0 <= steps <= 100_000:
        return http.error(400, "steps are a number")
    try:
        runtime.background("job " + name, "jobs.job", name, steps)
    except ValueError:
        return http.error(409, "it is running")
    return http.json(202, name)


def job(request):
    return kv.get("job/" + request.params["name"], {"state": "unknown"})


def mail(request):
    sync.Queue("outbox").put({"bad": bool(request.json()), "text": "x" * 1000})
    return http.json(202, "queued")
