import scriptling.runtime as runtime


def work(name):
    box = runtime.sync.Shared("box", [])
    for i in range(10):
        box.update(lambda items: items + [name])


calls = [runtime.run(work, n) for n in range(8)]
for call in calls:
    call.wait()
items = runtime.sync.Shared("box").get()
print(len(items), sorted(set(items)))  # expect: 80 [0, 1, 2, 3, 4, 5, 6, 7]
