import scriptling.runtime as runtime


def work():
    for _ in range(50):
        runtime.kv.default.incr("n")


calls = [runtime.run(work) for _ in range(10)]
for call in calls:
    call.wait()
print(runtime.kv.default.get("n"))  # expect: 500
