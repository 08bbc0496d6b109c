# What made a class, its metaclass and the hooks of its bases, does not run once more.
import scriptling.runtime as runtime


class Meta(type):
    made = []

    def __new__(mcs, name, bases, body, tag="none"):
        cls = super().__new__(mcs, name, bases, body)
        cls.tag = tag
        Meta.made.append(name)
        return cls


class Plugin:
    known = []

    def __init_subclass__(cls, **options):
        Plugin.known.append(cls)


class Field:
    def __set_name__(self, owner, name):
        self.names = getattr(self, "names", []) + [name]

    def __get__(self, instance, owner=None):
        return self.names


class Tagged(metaclass=Meta, tag="t"):
    pass


class A(Plugin):
    field = Field()


def work():
    class B(Plugin):
        pass

    A.later = 1  # A cached miss is forgotten.
    return [Meta.made, Tagged.tag, type(Tagged) is Meta, [c.__name__ for c in Plugin.known],
            Plugin.known[0] is A, A().field, A.later, [c.__name__ for c in A.__mro__],
            Plugin.__subclasses__()[0] is A, B.known is Plugin.known]


print(runtime.run(work).get())
# expect: [['Tagged'], 't', True, ['A', 'B'], True, ['field'], 1, ['A', 'Plugin', 'object'], True, True]
print(Meta.made, [c.__name__ for c in Plugin.known])  # expect: ['Tagged'] ['A']


def annotated(a: int, *, b: "str" = "x") -> Plugin:
    """What it says."""


annotated.note = [annotated]
print(runtime.run(lambda: (list(annotated.__annotations__), annotated.__annotations__["a"] is int,
                           annotated.__annotations__["return"] is Plugin, annotated.__doc__,
                           annotated.__kwdefaults__, annotated.note[0] is annotated)).get())
# expect: (['a', 'b', 'return'], True, True, 'What it says.', {'b': 'x'}, True)
