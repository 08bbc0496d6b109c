class Odd(dict):
    def keys(self):
        return ["z"]

    def __getitem__(self, key):
        return 7


class OddIterator(Odd):
    def __iter__(self):
        return iter(["z"])


class Text(str):
    pass


def f(**keywords):
    print(keywords)


def attempt(use):
    try:
        use()
    except TypeError as error:
        print(error)


# A dict's pairs are taken as they stand, unless it iterates in a way of its own.
for make in (Odd, OddIterator):
    f(**make(a=1))
    print({**make(a=1)}, dict(make(a=1)))
f(**{Text("x"): 1})
attempt(lambda: f(x=1, **{Text("x"): 1}))
attempt(lambda: f(a=1, **{1: 2, "a": 3}))
# That names are text is found out last.
attempt(lambda: f(**{1: 2}, **{1: 3}))
attempt(lambda: f(**{1: 2}, **5))
attempt(lambda: f(**{"a": 2, 1: 2}, **{"b": 3}))
attempt(lambda: f(*[], **{1: 2}))
attempt(lambda: print(**{1: 2}))
attempt(lambda: dict(a=1, **{1: 2}))
# expect: {'a': 1}
# expect: {'a': 1} {'a': 1}
# expect: {'z': 7}
# expect: {'z': 7} {'z': 7}
# expect: {'x': 1}
# expect: __main__.f() got multiple values for keyword argument 'x'
# expect: __main__.f() got multiple values for keyword argument 'a'
# expect: __main__.f() got multiple values for keyword argument '1'
# expect: __main__.f() argument after ** must be a mapping, not int
# expect: keywords must be strings
# expect: keywords must be strings
# expect: keywords must be strings
# expect: keywords must be strings
