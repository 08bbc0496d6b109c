class C(complex):
    def __eq__(self, other):
        return "equal"

    def __lt__(self, other):
        return "less"

    def __complex__(self):
        return 5j


c = C(1)
print(c == 1, 1 == c, 1.5 == c, 1j == c, c < 1, 1 > c, complex(c))  # expect: equal equal equal equal less less 5j


class D(complex):
    def __complex__(self):
        return c


print(type(complex(D())).__name__ in ("C", "complex"), D(1) == 1, 1 == D(1), 1.0 != D(1))  # expect: True True True False
