import functools


def twice(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs) * 2

    return inner


@twice
def f(x):
    """Doc."""
    return x


print(f(4), f.__name__, f.__doc__)  # expect: 8 f Doc.
