class Source:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("throw")

    def close(self):
        print("close")


def through():
    yield from Source()
g = through()
print(next(g))
# expect: 1
g.close()
# expect: close
