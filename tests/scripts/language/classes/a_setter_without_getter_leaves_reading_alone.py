import copy
import operator


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name}: {self.kind.__name__} wanted")
        obj.__dict__[self.name] = value


class Person:
    name = Typed(str)
    age = Typed(int)
    __match_args__ = ("name", "age")

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Ann", 41)
p.age += 1
print(p.name, p.age, getattr(p, "name"), vars(p), operator.attrgetter("age")(p))
# expect: Ann 42 Ann {'name': 'Ann', 'age': 42} 42
match p:
    case Person("Ann", age=n):
        print("matched", n)  # expect: matched 42
print(copy.copy(p).age, copy.deepcopy(p).name, hasattr(p, "age"))  # expect: 42 Ann True
try:
    p.age = "5"
except TypeError as e:
    print(e)  # expect: age: int wanted
try:
    del p.age
except AttributeError as e:
    print(e)  # expect: __delete__
del p.__dict__["age"]
print(type(p.age).__name__, type(Person.age).__name__)  # expect: Typed Typed


class Guard:
    def __delete__(self, obj):
        print("deleted")


class Box:
    g = Guard()


b = Box()
print(type(b.g).__name__)  # expect: Guard
b.__dict__["g"] = "own"
print(b.g)  # expect: own
del b.g  # expect: deleted
try:
    b.g = 1
except AttributeError as e:
    print(e)  # expect: __set__


class Meta(type):
    s = Typed(str)


class Made(metaclass=Meta):
    s = "of the class"


print(Made.s)  # expect: of the class


class TextField(str):
    def __set__(self, obj, value):
        obj.__dict__["t"] = value + "!"


class Form:
    t = TextField("a descriptor that is a str")


f = Form()
print(f.t)  # expect: a descriptor that is a str
f.t = "x"
print(f.t)  # expect: x!
