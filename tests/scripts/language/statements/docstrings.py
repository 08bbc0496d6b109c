"""The module."""


class A:
    """The class."""

    def f(self):
        "The method."


print(__doc__, A.__doc__, A.f.__doc__, __name__)
# expect: The module. The class. The method. __main__
