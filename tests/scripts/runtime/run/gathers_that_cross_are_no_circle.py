import scriptling.runtime as runtime


def first(n):
    return n


def layer(promises):
    return sum(runtime.gather(promises))


level = [runtime.run(first, n) for n in range(6)]
for _ in range(6):
    level = [runtime.run(layer, level) for _ in range(6)]
print(runtime.gather(level)[0])  # expect: 116640
