import copy, dataclasses, json

class Slotted: __slots__ = ("a", "b")
class Open(Slotted): pass

o = Open()
o.a, o.z = 1, 2
print(vars(o), o.__dict__ is vars(o), json.dumps(vars(o)))  # expect: {'z': 2} True {"z": 2}
o.__dict__["a"] = 9
print(o.a, vars(o))  # expect: 1 {'z': 2, 'a': 9}
o.__dict__.clear()
print(o.a, hasattr(o, "z"))  # expect: 1 False
o.__dict__ = {"b": 3}
print(o.a, hasattr(o, "b"), vars(o))  # expect: 1 False {'b': 3}
o.b = 5
del o.a
print(hasattr(o, "a"), o.b, vars(o))  # expect: False 5 {'b': 3}
print(o.__getstate__())  # expect: ({'b': 3}, {'b': 5})
for made in copy.copy(o), copy.deepcopy(o):
    print(made.b, vars(made), hasattr(made, "a"))
    # expect: 5 {'b': 3} False
    # expect: 5 {'b': 3} False

class Own:
    __slots__ = ("_secret", "__dict__")
    def __init__(self): self._secret, self.name = 1, "n"
    def read(self): return self._secret, self.name
first, second = Own(), Own()
vars(first)["_secret"] = 2
print(first.read(), second.read(), vars(second))  # expect: (1, 'n') (1, 'n') {'name': 'n'}

@dataclasses.dataclass(slots=True)
class Point: x: int
class Named(Point):
    def __init__(self, x):
        super().__init__(x)
        self.extra = 1
print(vars(Named(5)), Named(5).x)  # expect: {'extra': 1} 5

class Again(Slotted):
    __slots__ = ("a",)
    a2 = Slotted.a
both = Again()
both.a, both.a2 = 1, 2
print(both.a, Slotted.a.__get__(both))  # expect: 1 2

class Shadow(Slotted): a = "class"
shadow = Shadow()
shadow.a = 4
print(vars(shadow), hasattr(shadow, "a2"))  # expect: {'a': 4} False
Slotted.a.__set__(shadow, 7)
print(shadow.a, Slotted.a.__get__(shadow))  # expect: 4 7
