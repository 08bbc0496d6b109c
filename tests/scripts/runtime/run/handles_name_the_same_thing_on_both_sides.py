import scriptling.runtime as runtime

sync = runtime.sync


def use(counter, things):
    counter.add(2)
    things["queue"].put(["from there"])
    return things["shared"]


things = {"queue": sync.Queue("jobs"), "shared": sync.Shared("box", [1])}
counter = sync.Atomic("n", 1)
shared = runtime.run(use, counter, things).get()
print(counter.get(), things["queue"].get(), shared.get())  # expect: 3 ['from there'] [1]
