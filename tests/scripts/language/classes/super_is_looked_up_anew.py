# super() in one line, with instances of several classes and bases that change.
class A:
    def hello(self):
        return "A"


class B(A):
    def hello(self):
        return "B" + super().hello()


class C(A):
    def hello(self):
        return "C" + super().hello()


class D(B, C):
    def hello(self):
        return "D" + super().hello()


for _ in range(2):
    print([cls().hello() for cls in (B, C, D, B)])  # expect: ['BA', 'CA', 'DBCA', 'BA']
                                                    # expect: ['BA', 'CA', 'DBCA', 'BA']
A.hello = lambda self: "a"
print([cls().hello() for cls in (B, C, D)])  # expect: ['Ba', 'Ca', 'DBCa']
C.hello = lambda self: "c"
print([cls().hello() for cls in (B, C, D)])  # expect: ['Ba', 'c', 'DBc']
del C.hello
print(D().hello())  # expect: DBa


def make(base, letter):
    class Made(base):
        def hello(self):
            return letter + super().hello()

    return Made


E_, F = make(A, "e"), make(B, "f")
for _ in range(2):
    print(E_().hello(), F().hello(), make(F, "g")().hello())  # expect: ea fBa gfBa
                                                              # expect: ea fBa gfBa


class Meta(type):
    def hello(cls):
        return "meta"


class Sub(Meta):
    def hello(cls):
        return "sub " + super().hello()


class X(metaclass=Sub):
    pass


print(X.hello(), X.hello())  # expect: sub meta sub meta
