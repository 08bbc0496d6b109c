class C:
    def __complex__(self):
        return 1 + 2j


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 7


class Both(C, F):
    pass


class Bad:
    def __complex__(self):
        return 1.5


class BadFloat:
    def __float__(self):
        return "x"


print(complex(C()), complex(F()), complex(I()), complex(Both()), complex(C(), 1), complex(F(), I()))
# expect: (1+2j) (2.5+0j) (7+0j) (1+2j) (1+3j) (2.5+7j)
for v in [Bad(), BadFloat()]:
    try:
        print(complex(v))
    except TypeError as e:
        print(e)
# expect: __complex__ returned non-complex (type float)
# expect: BadFloat.__float__ returned non-float (type str)
try:
    print(complex(1, C()))
except TypeError as e:
    print(e)  # expect: complex() second argument must be a number, not 'C'
print((2j).__complex__(), hasattr(1, "__complex__"), hasattr(1.5, "__complex__"))  # expect: 2j False False
