# __del__ allocates, keeps its object, makes others that have one, raises: each runs once at
# most, at a time of the collector's, so that some have run after so many.
runs = {}
kept = []
SEVERAL = 30


def note(o):
    runs[o.name] = runs.get(o.name, 0) + 1


class Allocates:
    def __init__(self, name):
        self.name = name
        self.weight = [name] * 100

    def __del__(self):
        note(self)
        self.found = [str(n) * 3 for n in range(30)]
        "%s %r" % (self.found, {n: [n] for n in range(10)})


class StaysAlive(Allocates):
    def __del__(self):
        super().__del__()
        kept.append(self)


class MakesOthers(Allocates):
    def __del__(self):
        super().__del__()
        if self.name < 10 * SEVERAL:
            Allocates(self.name + 10 * SEVERAL)


class Loops(Allocates):
    def __del__(self):
        note(self)
        for n in range(50):
            [n] * 20


def make(cls, first):
    for name in range(first, first + SEVERAL):
        cls(name)
    while not any(name in runs for name in range(first, first + SEVERAL)):
        [first] * 1000
    return True


for number, cls in enumerate([Allocates, StaysAlive, MakesOthers, Loops]):
    print(cls.__name__, make(cls, number * SEVERAL))
# expect: Allocates True
# expect: StaysAlive True
# expect: MakesOthers True
# expect: Loops True
print(set(runs.values()))  # expect: {1}
print(all(len(o.found) == 30 for o in kept))  # expect: True
while kept:
    kept.pop()
[[n] for n in range(1_000)]
print(set(runs.values()))  # expect: {1}
