import scriptling.runtime as runtime


class Counter:
    def __init__(self, n):
        self.n = n

    def more(self, by):
        self.n += by
        return self.n


counter = Counter(3)
print(runtime.run(counter.more, 4).get(), counter.n)  # expect: 7 3
