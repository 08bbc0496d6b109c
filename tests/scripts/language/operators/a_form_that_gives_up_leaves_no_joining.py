def tried(action):
    try:
        print(repr(action()))
    except TypeError as e:
        print(e)
class NoAdd(tuple):
    def __add__(self, other): return NotImplemented
class NoMul(str):
    def __mul__(self, other): return NotImplemented
class OnlyReflected(list):
    def __radd__(self, other): return NotImplemented
tried(lambda: NoAdd((1,)) + (2,))  # expect: unsupported operand type(s) for +: 'NoAdd' and 'tuple'
tried(lambda: (2,) + NoAdd((1,)))  # expect: (2, 1)
tried(lambda: NoMul("a") * 2)  # expect: unsupported operand type(s) for *: 'NoMul' and 'int'
tried(lambda: 2 * NoMul("a"))  # expect: 'aa'
tried(lambda: None * NoMul("a"))  # expect: 'NoneType' object cannot be interpreted as an integer
tried(lambda: OnlyReflected([1]) + [2])  # expect: [1, 2]
tried(lambda: 5 + OnlyReflected([1]))  # expect: unsupported operand type(s) for +: 'int' and 'OnlyReflected'
