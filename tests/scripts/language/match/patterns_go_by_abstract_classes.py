import collections
import collections.abc as abc


class Seq(abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


class Map(abc.Mapping):
    def __init__(self, **items):
        self.items_ = items

    def __len__(self):
        return len(self.items_)

    def __iter__(self):
        return iter(self.items_)

    def __getitem__(self, key):
        return self.items_[key]


class Registered:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return ("x", "y")[i]


class Below(Registered):
    pass


class RegisteredMap(Registered):
    def keys(self):
        return ["kind"]

    def get(self, key, default):
        return {"kind": 5}.get(key, default)

    def __getitem__(self, key):
        return 5


def look(v):
    match v:
        case []:
            return "empty"
        case [1, *rest]:
            return ("one", rest)
        case [a, b]:
            return ("pair", a, b)
        case {"kind": k, **rest}:
            return ("map", k, rest)
        case {}:
            return "some map"
        case _:
            return "no"


print(look(Seq(1, 2, 3)), look(Seq()), look(Map(kind=1, z=2)), look(Map()))
# expect: ('one', [2, 3]) empty ('map', 1, {'z': 2}) some map
print(look(Registered()), look(Below()))  # expect: no no
abc.Sequence.register(Registered)
print(look(Registered()), look(Below()))  # expect: ('pair', 'x', 'y') ('pair', 'x', 'y')
abc.MutableMapping.register(RegisteredMap)
print(look(RegisteredMap()))  # expect: ('map', 5, {})
print(look(collections.deque([1, 2])), look(collections.deque("ab", maxlen=2)))
# expect: ('one', [2]) ('pair', 'a', 'b')
print(look(collections.UserList([5, 6])), look(collections.UserDict(kind=3)))
# expect: ('pair', 5, 6) ('map', 3, {})
print(look(collections.ChainMap({"kind": 1}, {"q": 2})), look(collections.UserString("ab")))
# expect: ('map', 1, {'q': 2}) ('pair', 'a', 'b')
print(look("ab"), look(b"ab"), look({1, 2}), look({}.keys()), look(iter([1, 2])))
# expect: no no no no no
print([isinstance(collections.deque(), c) for c in (abc.Sequence, abc.MutableSequence, abc.Mapping)])
# expect: [True, True, False]
