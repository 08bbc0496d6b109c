class C(complex):
    def __new__(cls, *args, tag="none"):
        self = super().__new__(cls, *args)
        self.tag = tag
        return self

    def __add__(self, other):
        return "added"

    def __radd__(self, other):
        return "added from the right"

    def __rpow__(self, other):
        return "power"


c = C(1, 2, tag="t")
print(c, repr(c), c.tag, type(c).__name__, isinstance(c, complex), c == 1 + 2j, hash(c) == hash(1 + 2j))
# expect: (1+2j) (1+2j) t C True True True
print(c + 1, 1 + c, 1j + c, 1.5 + c, c - 1, 1 - c, type(c * 1).__name__, 2 ** c, type(-c).__name__, type(+c).__name__)
# expect: added added from the right added from the right added from the right 2j -2j complex power complex complex
print(type(c.conjugate()).__name__, type(complex(c)).__name__, complex(c), f"{c}", f"{c:.1f}", bool(C()), abs(C(3, 4)))
# expect: complex complex (1+2j) (1+2j) 1.0+2.0j False 5.0
c += 5
print(c)  # expect: added


class S(complex):
    __slots__ = ("x",)

    def __str__(self):
        return "S!"


s = S("1+1j")
s.x = 5
print(s, f"{s}", f"{s:>5}", repr(s), s.x, s.__getnewargs__())  # expect: S! S! (1+1j) (1+1j) 5 (1.0, 1.0)
try:
    s.y = 1
except AttributeError as e:
    print(e)  # expect: 'S' object has no attribute 'y'


class I(int):
    def __radd__(self, other):
        return "int's"


print(1j + I(3), I(3) + 1j, I(2) * 1j)  # expect: (3+1j) (3+1j) 2j
try:
    complex.__new__(int)
except TypeError as e:
    print(e)  # expect: complex.__new__(int): int is not a subtype of complex
