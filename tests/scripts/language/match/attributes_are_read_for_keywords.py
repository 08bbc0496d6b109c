class A:
    def __getattr__(self, name):
        if name == "x": return 1
        raise AttributeError(name)
match A():
    case A(y=_): print("y")
    case A(x=1): print("x is 1")  # expect: x is 1
