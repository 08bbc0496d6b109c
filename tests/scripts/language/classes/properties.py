class T:
    def __init__(self):
        self._c = 0

    @property
    def c(self):
        """Degrees."""
        return self._c

    @c.setter
    def c(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._c = value

    @property
    def f(self):
        return self._c * 9 / 5 + 32


t = T()
t.c = 100
print(t.c, t.f, T.c.__doc__)  # expect: 100 212.0 Degrees.
try:
    t.c = -300
except ValueError as error:
    print(error)  # expect: too cold
t.f = 1  # expect error: AttributeError: property 'f' of 'T' object has no setter
