class Single:
    only = None

    def __new__(cls, *args):
        if cls.only is None:
            cls.only = super().__new__(cls)
        return cls.only

    def __init__(self, n):
        self.n = n


a, b = Single(1), Single(2)
print(a is b, a.n)  # expect: True 2
