import collections


class Env(dict):
    def __getattr__(self, name):
        return self[name.upper()]


print(Env(host="lower", HOST="upper").host)  # expect: upper


class Private(dict):
    def __getattr__(self, name):
        raise AttributeError("keys are not attributes: " + name)


p = Private(secret=1)
print(getattr(p, "secret", "hidden"), hasattr(p, "secret"))  # expect: hidden False


class Record(dict):
    def __setattr__(self, name, value):
        self["set " + name] = value


r = Record(a=1)
r.b = 2
print(r, hasattr(r, "a"))  # expect: {'a': 1, 'set b': 2} False


class Locked(dict):
    def __getattribute__(self, name):
        if name == "x":
            return "from the hook"
        return super().__getattribute__(name)


print(Locked(x=1).x, hasattr(Locked(y=1), "y"))  # expect: from the hook False
d = collections.OrderedDict(a=1)
d.note = "an attribute"
print(list(d), d.note, hasattr(d, "a"), vars(d))
# expect: ['a'] an attribute False {'note': 'an attribute'}
del d.note
print(hasattr(d, "note"))  # expect: False
c = collections.Counter("aab")
c.note = 1
print(c, hasattr(c, "a"), c.note)  # expect: Counter({'a': 2, 'b': 1}) False 1
e = collections.defaultdict(int, a=1)
print(hasattr(e, "a"))  # expect: False
try:
    e.note = 1
except AttributeError as e:
    print(type(e).__name__)  # expect: AttributeError


class Kind(collections.OrderedDict):
    pass


k = Kind(a=1)
k.note = 2
print(hasattr(k, "a"), k.note)  # expect: False 2
