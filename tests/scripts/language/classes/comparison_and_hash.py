class P:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, P) and self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __hash__(self):
        return hash(self.n)


print(P(1) == P(1), P(1) != P(2), P(1) < P(2), P(3) > P(2), {P(1): "x"}[P(1)])
# expect: True True True True x
print(sorted([P(3), P(1)])[0].n, P(1) in [P(1)], len({P(1), P(1)}))  # expect: 1 True 1
