class Plain(list):
    pass


class Right(tuple):
    def __rmul__(self, other):
        return "right"


def says(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


def in_place(a, b):
    a *= b
    return a


print(Plain([1]) * 2, 2 * Plain([1]), Right((1,)) * 2, 2 * Right((1,)))
# expect: [1, 1] [1, 1] (1, 1) right
says(lambda: Plain() * 2.5)  # expect: TypeError can't multiply sequence by non-int of type 'float'
says(lambda: 2.5 * [])  # expect: TypeError can't multiply sequence by non-int of type 'float'
says(in_place, 2.5, [])  # expect: TypeError can't multiply sequence by non-int of type 'float'
says(lambda: Right() * 2.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
says([].__mul__, "a")  # expect: TypeError 'str' object cannot be interpreted as an integer
says("ab".__rmul__, True)  # expect: ab
