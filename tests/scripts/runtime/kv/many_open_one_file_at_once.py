import scriptling.runtime as runtime


def work():
    runtime.kv.open("things.db").incr("n")


calls = [runtime.run(work) for _ in range(20)]
for call in calls:
    call.wait()
print(runtime.kv.open("things.db").get("n"))  # expect: 20
