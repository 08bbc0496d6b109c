def f(a, b: int = 2) -> str:
    """Says what it does."""


f.color = "red"
print(f.__name__, f.__doc__, f.__defaults__, f.__annotations__, f.color, callable(f))
# expect: f Says what it does. (2,) {'b': <class 'int'>, 'return': <class 'str'>} red True
