class A:
    x = "A"
    def name(self): return "A"
class Extra:
    x = "extra"
class Short(type):
    def mro(cls): return [cls, object]
class Long(type):
    def mro(cls):
        order = super().mro()
        return order[:1] + [Extra] + order[1:]

X = Short("X", (A,), {})
print(X.__mro__, hasattr(X, "x"), X.__bases__ == (A,))
# expect: (<class '__main__.X'>, <class 'object'>) False True
Y = Long("Y", (A,), {})
def read(cls): return cls.x, cls().name()
print(read(Y), issubclass(Y, Extra), Extra.__subclasses__())  # expect: ('extra', 'A') True []
class Bad(type):
    def mro(cls): return [cls, 1, object]
try: Bad("Z", (), {})
except TypeError as e: print(e)  # expect: mro() returned a non-class ('int')
class Wide(type):
    def mro(cls): return [cls, list, object]
try: Wide("Z", (), {})
except TypeError as e: print(e)  # expect: mro() returned base with unsuitable layout ('list')
