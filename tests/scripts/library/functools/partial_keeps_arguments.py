from functools import partial, partialmethod, reduce


def f(a, b=2, *args, **kw):
    return a, b, args, kw


p = partial(f, 1, c=3)
print(p(), p(5, 6, d=7, c=8), p.args, p.keywords, partial(p, 9)())
# expect: (1, 2, (), {'c': 3}) (1, 5, (6,), {'c': 8, 'd': 7}) (1,) {'c': 3} (1, 9, (), {'c': 3})
print(partial(print, sep="-").keywords, partial(int, base=2), reduce(lambda a, b: a + b, "abc"))
# expect: {'sep': '-'} functools.partial(<class 'int'>, base=2) abc
print(reduce(lambda a, b: a + b, [], 5))  # expect: 5
p.note = "x"
print(p.note)  # expect: x


class Cell:
    def set(self, state):
        self.state = state
        return self

    alive = partialmethod(set, True)


print(Cell().alive().state)  # expect: True
for wrong in (lambda: partial(5), lambda: reduce(lambda a, b: a, [])):
    try:
        wrong()
    except TypeError as error:
        print(error)
        # expect: the first argument must be callable
        # expect: reduce() of empty iterable with no initial value
