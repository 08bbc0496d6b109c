class Noting(dict):
    def __init__(self):
        self.order = []

    def __setitem__(self, name, value):
        if not name.startswith("__"):
            self.order.append(name)
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **keywords):
        print(name, bases, keywords)
        return Noting()

    def __new__(meta, name, bases, namespace, **keywords):
        made = super().__new__(meta, name, bases, dict(namespace))
        made.order = namespace.order
        return made


class A(metaclass=Meta, extra=1):  # expect: A () {'extra': 1}
    x = 1
    y = x + 1
    x = 3


print(A.order, A.x, A.y)  # expect: ['x', 'y', 'x'] 3 2


class B(A):  # expect: B (<class '__main__.A'>,) {}
    def method(self):
        return 5


print(B.order, B().method())  # expect: ['method'] 5


class Wrong(type):
    def __prepare__(name, bases):
        return 5


try:
    class C(metaclass=Wrong):
        pass
except TypeError as error:
    print(error)  # expect: Wrong.__prepare__() must return a mapping, not int
