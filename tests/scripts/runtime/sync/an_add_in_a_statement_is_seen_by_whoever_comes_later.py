import scriptling.runtime as runtime
def adder(count):
    total = runtime.sync.Atomic("total")
    items = runtime.sync.Queue("items")
    for n in range(1, count + 1):
        total.add(1)
        items.put(n)
runtime.run(adder, 2000)
total = runtime.sync.Atomic("total")
items = runtime.sync.Queue("items")
print([n for n in range(1, 2001) if items.get() != n or total.get() < n])  # expect: []
