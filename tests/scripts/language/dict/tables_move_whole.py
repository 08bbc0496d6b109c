# What is merged into an empty dict, or replaces all of a set, takes the other's table: the
# one it was taken from must not be looked at again.
def fill(seed, more):
    d = {}
    d.update(seed)
    for n in more:
        d[n] = n
    return d


seed = dict.fromkeys(range(200), "seed")
kept = []
for r in range(6):
    d = fill(seed, range(200, 330 + r))
    for _ in range(10):
        list(d.items())
    kept.append(len(d))
print(sum(kept))  # expect: 1995

s = set(range(300))
for r in range(6):
    t = set(range(250 + r))
    t &= s
    t ^= set(range(10))
    t -= {11, 12}
    for n in range(300, 500):
        t.add(n)
    for _ in range(10):
        list(t)
    kept.append(len(t))
print(sum(kept[6:]))  # expect: 2643

numbers = [0, 1, 2] * 50
for r in range(6):
    numbers *= 3
    del numbers[150:]
    numbers.extend(range(20))
    del numbers[150:]
print(len(numbers), numbers[-1])  # expect: 150 2

barray = bytearray()
for r in range(30):
    barray += bytes(500)
    barray[:] = barray[-400:]
print(len(barray))  # expect: 400
