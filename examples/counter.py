# A named counter: every environment that asks for "visits" reaches the same one.
import scriptling.runtime as runtime


def visit(times):
    visits = runtime.sync.Atomic("visits", 0)
    for _ in range(times):
        visits.add(1)


calls = [runtime.run(visit, 100) for _ in range(10)]
for call in calls:
    call.wait()
print(runtime.sync.Atomic("visits").get())  # expect: 1000
