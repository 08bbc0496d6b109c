class A:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name.upper()
        raise AttributeError(name)

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


a = A()
a.n = 4
print(a.n, a.xy, hasattr(a, "zz"))  # expect: 8 XY False
