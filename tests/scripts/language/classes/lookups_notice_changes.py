# The same line reads again after the class, the instance or the base has changed.
class Base:
    kind = "base"
    count = 0

    def who(self):
        return "method"


class Derived(Base):
    def __init__(self):
        self.own = 1


def look(o):
    return o.kind, o.count, o.who()


d = Derived()
for _ in range(3):
    print(look(d))  # expect: ('base', 0, 'method')
                    # expect: ('base', 0, 'method')
                    # expect: ('base', 0, 'method')
Base.count += 1
print(look(d), Base.count, Derived.count)  # expect: ('base', 1, 'method') 1 1
Base.kind = None
print(look(d))  # expect: (None, 1, 'method')
Derived.count = 7
Base.count += 1
print(look(d), Base.count, Derived.count)  # expect: (None, 7, 'method') 2 7
del Derived.count
print(look(d))  # expect: (None, 2, 'method')
Base.kind = property(lambda self: "computed " + str(self.own))
print(look(d))  # expect: ('computed 1', 2, 'method')
Base.kind = "plain"
print(look(d))  # expect: ('plain', 2, 'method')
d.kind = "mine"
print(look(d))  # expect: ('mine', 2, 'method')
Base.who = lambda self: "replaced"
print(look(d))  # expect: ('mine', 2, 'replaced')
d.who = lambda: "instance"
print(look(d))  # expect: ('mine', 2, 'instance')
print(look(Derived()))  # expect: ('plain', 2, 'replaced')


class Callable:
    def __call__(self):
        return "called"


Base.who = Callable()
print(look(Derived()))  # expect: ('plain', 2, 'called')


class Text(str):
    def __get__(self, instance, owner):
        return "descriptor"


Base.kind = Text("x")
print(look(Derived()))  # expect: ('descriptor', 2, 'called')


def totals(classes):
    out = []
    for cls in classes:
        cls.total += 1
        out.append(cls.total)
    return out


class Counted:
    total = 10


class Other:
    total = 20


print(totals([Counted, Counted, Other, Counted]))  # expect: [11, 12, 21, 13]
Counted.__doc__ = "changed"
print(Counted.__doc__, Counted().__doc__)  # expect: changed changed
