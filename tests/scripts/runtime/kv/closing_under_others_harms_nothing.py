import scriptling.runtime as runtime


def work():
    done = 0
    while done < 30:
        try:
            runtime.kv.open("things.db").incr("n")
            done += 1
        except RuntimeError:  # Somebody has closed it in between.
            pass


calls = [runtime.run(work) for _ in range(4)]
for _ in range(20):
    try:
        runtime.kv.open("things.db").close()
    except RuntimeError:
        pass
for call in calls:
    call.wait()
print(runtime.kv.open("things.db").get("n"))  # expect: 120
