import cmath


class C:
    def __complex__(self):
        return 3 + 4j


class F:
    def __float__(self):
        return 4.0


class I:
    def __index__(self):
        return 9


class Bad:
    def __complex__(self):
        return 1


print(cmath.sqrt(C()), cmath.sqrt(F()), cmath.sqrt(I()), cmath.sqrt(True), cmath.sqrt(10**20))
# expect: (2+1j) (2+0j) (3+0j) (1+0j) (10000000000+0j)
for v in [Bad(), "1", None, [], b"1", 10**400]:
    try:
        print(cmath.sqrt(v))
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: TypeError __complex__ returned non-complex (type int)
# expect: TypeError must be real number, not str
# expect: TypeError must be real number, not NoneType
# expect: TypeError must be real number, not list
# expect: TypeError must be real number, not bytes
# expect: OverflowError int too large to convert to float
