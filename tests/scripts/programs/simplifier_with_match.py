# Expressions as classes with __match_args__: simplified, differentiated and printed by match.


class Expr:
    __match_args__ = ()

    def __init__(self, *parts):
        if len(parts) != len(self.__match_args__):
            raise TypeError(f"{type(self).__name__} takes {len(self.__match_args__)} parts, not {len(parts)}")
        for name, part in zip(self.__match_args__, parts):
            setattr(self, name, lift(part) if name != "name" and name != "value" else part)

    def parts(self):
        return tuple(getattr(self, name) for name in self.__match_args__)

    def __eq__(self, other):
        return type(self) is type(other) and self.parts() == other.parts()

    def __hash__(self):
        return hash((type(self), self.parts()))

    def __add__(self, other):
        return Add(self, other)

    def __radd__(self, other):
        return Add(other, self)

    def __mul__(self, other):
        return Mul(self, other)

    def __rmul__(self, other):
        return Mul(other, self)

    def __sub__(self, other):
        return Add(self, Mul(-1, other))

    def __pow__(self, other):
        return Pow(self, other)

    def __neg__(self):
        return Mul(-1, self)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.parts()))})"


class Num(Expr):
    __match_args__ = ("value",)


class Var(Expr):
    __match_args__ = ("name",)


class Add(Expr):
    __match_args__ = ("left", "right")


class Mul(Expr):
    __match_args__ = ("left", "right")


class Pow(Expr):
    __match_args__ = ("base", "exponent")


class Call(Expr):
    __match_args__ = ("name", "argument")


def lift(x):
    match x:
        case Expr():
            return x
        case bool():
            raise TypeError("truth is no number")
        case int() | float():
            return Num(x)
        case str():
            return Var(x)
    raise TypeError(f"not an expression: {x!r}")


def simplify_once(e):
    match e:
        case Add(Num(a), Num(b)):
            return Num(a + b)
        case Mul(Num(a), Num(b)):
            return Num(a * b)
        case Pow(Num(a), Num(int(n))) if n >= 0:
            return Num(a ** n)
        case Add(Num(0), x) | Add(x, Num(0)) | Mul(Num(1), x) | Mul(x, Num(1)) | Pow(x, Num(1)):
            return simplify_once(x)
        case Mul(Num(0), _) | Mul(_, Num(0)):
            return Num(0)
        case Pow(_, Num(0)):
            return Num(1)
        case Add(x, y) if x == y:
            return Mul(2, simplify_once(x))
        case Mul(x, y) if x == y:
            return Pow(simplify_once(x), 2)
        case Mul(Num() as n, Mul(Num() as m, x)):
            return Mul(Mul(n, m), simplify_once(x))
        case Mul(x, Num() as n):
            return Mul(n, simplify_once(x))
        case Add(Mul(Num(a), x), Mul(Num(b), y)) if x == y:
            return Mul(a + b, simplify_once(x))
        case Mul(Pow(x, Num(n)), y) | Mul(y, Pow(x, Num(n))) if x == y:
            return Pow(simplify_once(x), n + 1)
        case Call("exp", Call("log", x)) | Call("log", Call("exp", x)):
            return simplify_once(x)
        case Num() | Var():
            return e
        case Call(name, x):
            return Call(name, simplify_once(x))
        case Expr():
            return type(e)(*map(simplify_once, e.parts()))


def simplify(e):
    seen = []
    while e not in seen:
        seen.append(e)
        e = simplify_once(e)
    return e


def derive(e, x):
    match e:
        case Num():
            return Num(0)
        case Var(name=n):
            return Num(int(n == x))
        case Add(a, b):
            return derive(a, x) + derive(b, x)
        case Mul(a, b):
            return derive(a, x) * b + a * derive(b, x)
        case Pow(a, Num(n)):
            return n * a ** (n - 1) * derive(a, x)
        case Call("sin", a):
            return Call("cos", a) * derive(a, x)
        case Call("cos", a):
            return -Call("sin", a) * derive(a, x)
        case Call("exp", a):
            return e * derive(a, x)
        case Call(name=name):
            raise NotImplementedError(f"cannot derive {name}")
        case _:
            raise NotImplementedError(f"cannot derive {type(e).__name__}")


def show(e, level=0):
    match e:
        case Num(v) if v < 0:
            text, own = str(v), 1
        case Num(v) | Var(v):
            return str(v)
        case Add(a, Mul(Num(n), b)) if n < 0:
            text, own = f"{show(a, 1)} - {show(simplify(Mul(-n, b)), 2)}", 1
        case Add(a, b):
            text, own = f"{show(a, 1)} + {show(b, 1)}", 1
        case Mul(Num(-1), b):
            text, own = f"-{show(b, 3)}", 1
        case Mul(a, b):
            text, own = f"{show(a, 2)}*{show(b, 2)}", 2
        case Pow(a, b):
            text, own = f"{show(a, 4)}^{show(b, 4)}", 3
        case Call(name, a):
            return f"{name}({show(a)})"
    return f"({text})" if own < level else text


def evaluate(e, **values):
    match e:
        case Num(v):
            return v
        case Var(n):
            return values[n]
        case Add(a, b):
            return evaluate(a, **values) + evaluate(b, **values)
        case Mul(a, b):
            return evaluate(a, **values) * evaluate(b, **values)
        case Pow(a, b):
            return evaluate(a, **values) ** evaluate(b, **values)


x, y = Var("x"), Var("y")
for e in [x + 0, 0 * x + 1 * y, x + x, x * x, 2 * (3 * x), (x + 1) ** 1, x ** 2 * x, x - x,
          Call("exp", Call("log", x)) + 0, (x + y) * (x + y), Num(2) ** 10 + 3 * Num(4), 3 * x + 4 * x]:
    print(f"{show(e):<22} = {show(simplify(e))}")
poly = 3 * x ** 3 - 2 * x + 7
for e in [poly, Call("sin", x ** 2), Call("exp", 2 * x) * x, Call("cos", x) + y]:
    print(show(simplify(derive(e, "x"))))
print(evaluate(poly, x=2), evaluate(simplify(derive(poly, "x")), x=2), repr(simplify(x + x)))
for bad in (lambda: derive(Call("tan", x), "x"), lambda: Add(1), lambda: x + True, lambda: x * None,
            lambda: derive(x ** y, "x"), lambda: evaluate(x + y, x=1)):
    try:
        print(bad())
    except (TypeError, NotImplementedError, KeyError) as error:
        print(type(error).__name__, error)
print(len({x + 1, x + 1, Var("x") + 1, 1 + x}))

# expect: x + 0                  = x
# expect: 0*x + 1*y              = y
# expect: x + x                  = 2*x
# expect: x*x                    = x^2
# expect: 2*3*x                  = 6*x
# expect: (x + 1)^1              = x + 1
# expect: x^2*x                  = x^3
# expect: x - x                  = x - x
# expect: exp(log(x)) + 0        = x
# expect: (x + y)*(x + y)        = (x + y)^2
# expect: 2^10 + 3*4             = 1036
# expect: 3*x + 4*x              = 7*x
# expect: 9*x^2 + -2
# expect: cos(x^2)*2*x
# expect: 2*exp(2*x)*x + exp(2*x)
# expect: -sin(x)
# expect: 27 34 Mul(Num(2), Var('x'))
# expect: NotImplementedError cannot derive tan
# expect: TypeError Add takes 2 parts, not 1
# expect: TypeError truth is no number
# expect: TypeError not an expression: None
# expect: NotImplementedError cannot derive Pow
# expect: KeyError 'y'
# expect: 2
