from functools import cmp_to_key, singledispatch, singledispatchmethod, total_ordering


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))  # expect: True True False True
print(sorted("bca", key=cmp_to_key(lambda a, b: (a < b) - (a > b))))  # expect: ['c', 'b', 'a']


@singledispatch
def show(x):
    return "other"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


print(show(1), show(True), show([]), show("a"), show.dispatch(bool)(1), sorted(c.__name__ for c in show.registry))
# expect: int int list other int ['int', 'list', 'object']


class Neg:
    @singledispatchmethod
    def of(self, x):
        return "?"

    @of.register
    def _(self, x: int):
        return -x


print(Neg().of(5), Neg().of("a"))  # expect: -5 ?
