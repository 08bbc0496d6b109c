import enum

class Meta(type):
    def __new__(meta, name, bases, namespace, **kwargs):
        print("new", name, kwargs)
        return super().__new__(meta, name, bases, namespace)
    def __init__(cls, name, bases, namespace, **kwargs): print("init", name)

class A(metaclass=Meta): pass
# expect: new A {}
# expect: init A
print(type(type("B", (A,), {})).__name__)
# expect: new B {}
# expect: init B
# expect: Meta

class Colour(enum.Enum): RED = 1
for base in Colour, enum.Enum:
    try: type("S", (base,), {})
    except AttributeError as e: print(e)
# expect: 'dict' object has no attribute '_member_names'
# expect: 'dict' object has no attribute '_member_names'
