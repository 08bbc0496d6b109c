class Add:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *, twice=False):
        return (x + self.n) * (2 if twice else 1)


print(Add(3)(4), Add(3)(4, twice=True), list(map(Add(1), [1, 2])), callable(Add(1)))
# expect: 7 14 [2, 3] True
