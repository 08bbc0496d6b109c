class Later(Exception):
    def __new__(cls, *args):
        print("new")
        return super().__new__(cls, *args)

    def __init__(self, *args):
        print("init")
        super().__init__(*args)


class First(ValueError):
    pass


class Both(First, Later):
    pass


print(repr(Both(1)))  # expect: Both(1)
print("__init__" in vars(ValueError), "__new__" in vars(ValueError))  # expect: True True
