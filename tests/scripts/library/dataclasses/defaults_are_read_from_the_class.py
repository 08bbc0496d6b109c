from dataclasses import dataclass


class Doubled:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return 10 if obj is None else getattr(obj, self.name)

    def __set__(self, obj, value):
        setattr(obj, self.name, value * 2)


@dataclass
class Measured:
    v: int = Doubled()


@dataclass
class Base:
    a: int = 1


@dataclass
class Kid(Base):
    a: int
    b: int = 2


print(Measured(), Measured(4).v, Kid(), Kid.__doc__)
# expect: Measured(v=20) 8 Kid(a=1, b=2) Kid(a: int = 1, b: int = 2)
