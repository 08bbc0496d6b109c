# A property's function runs like any other call: its errors, depth and replacement show.
class Lazy:
    def __init__(self, value):
        self.value = value

    @property
    def doubled(self):
        return self.value * 2

    @property
    def each(self):
        yield self.value

    @property
    def broken(self):
        return self.nothing

    @property
    def rest(self, *more, sign=-1):
        return self.value * sign


def read(o):
    return o.doubled


for value in (1, "ab", 2.5):
    print(read(Lazy(value)))  # expect: 2
                              # expect: abab
                              # expect: 5.0
print(list(Lazy(3).each), Lazy(3).rest)  # expect: [3] -3
for _ in range(2):
    try:
        Lazy(1).broken
    except AttributeError as e:
        print(e)  # expect: 'Lazy' object has no attribute 'nothing'
                  # expect: 'Lazy' object has no attribute 'nothing'


class Fallback(Lazy):
    def __getattr__(self, name):
        return "fallback for " + name


for _ in range(2):
    print(Fallback(4).broken, Fallback(4).doubled)  # expect: fallback for nothing 8
                                                    # expect: fallback for nothing 8


class Deep:
    @property
    def deeper(self):
        return self.deeper


try:
    Deep().deeper
except RecursionError as e:
    print(e)  # expect: maximum recursion depth exceeded

o = Lazy(5)
print(read(o))  # expect: 10
Lazy.doubled = property(lambda self: "new")
print(read(o))  # expect: new
Lazy.doubled = 3
print(read(o))  # expect: 3
o.doubled = 4
print(read(o))  # expect: 4
