def mark(text):
    def wrap(function):
        return lambda *args: text + function(*args)

    return wrap


@mark("a")
@mark("b")
def f(x):
    return x


@lambda cls: cls.__name__
class C:
    pass


print(f("x"), C)  # expect: abx C
