class Say:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("in", self.name)
        return self.name

    def __exit__(self, *args):
        print("out", self.name)


with (
    Say("a") as a,
    Say("b") as b,
):
    print(a, b)
# expect: in a
# expect: in b
# expect: a b
# expect: out b
# expect: out a
