# What is merged into an empty dict, or replaces all of a set, takes the other's table: the
# one it was taken from must not be looked at again.
def fill(seed, more):
    d = {}
    d.update(seed)
    for n in more:
        d[n] = n
    return d


seed = dict.fromkeys(range(500), "seed")
kept = []
for r in range(40):
    d = fill(seed, range(500, 900 + r))
    for _ in range(10):
        list(d.items())
    kept.append(len(d))
print(sum(kept))  # expect: 36780

s = set(range(300))
for r in range(40):
    t = set(range(250 + r))
    t &= s
    t ^= set(range(10))
    t -= {11, 12}
    for n in range(300, 500):
        t.add(n)
    for _ in range(10):
        list(t)
    kept.append(len(t))
print(sum(kept[40:]))  # expect: 18300

numbers = [0, 1, 2] * 50
for r in range(40):
    numbers *= 3
    del numbers[150:]
    numbers.extend(range(20))
    del numbers[150:]
print(len(numbers), numbers[-1])  # expect: 150 2

barray = bytearray()
for r in range(200):
    barray += bytes(500)
    barray[:] = barray[-400:]
print(len(barray))  # expect: 400
