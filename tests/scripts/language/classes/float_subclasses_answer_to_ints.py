class Real(float):
    def __eq__(self, other):
        return "eq"

    def __lt__(self, other):
        return "lt"

    def __radd__(self, other):
        return "radd"
    __hash__ = float.__hash__
r = Real(1.5)
print(1 == r, 1 > r, 1 + r, 2**70 + r, True + r)
# expect: eq lt radd radd radd
print(1 - r, 1 < r, [1, r].index(r))
# expect: -0.5 True 0
