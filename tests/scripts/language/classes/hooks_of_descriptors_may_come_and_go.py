class Hooks:
    pass


class Holder:
    value = Hooks()


def read(o):
    return o.value


def told(self, obj, value):
    seen.append("set")


o = Holder()
o.value = 1
seen = []
for i in range(30):
    if i == 10:
        Hooks.__set__ = told
    if i == 15:
        Hooks.__get__ = lambda self, obj, owner: "got"
    if i == 20:
        del Hooks.__set__
    if i == 25:
        del Hooks.__get__
    seen.append(read(o))
    o.value = i
print(seen)
# expect: [1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'set', 9, 'set', 9, 'set', 9, 'set', 9, 'set', 'got', 'set', 'got', 'set', 'got', 'set', 'got', 'set', 'got', 'set', 9, 20, 21, 22, 23, 24, 25, 26, 27, 28]
