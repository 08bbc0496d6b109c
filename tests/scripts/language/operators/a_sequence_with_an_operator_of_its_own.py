class Plus(str):
    def __add__(self, other):
        return NotImplemented


class Times(list):
    def __mul__(self, other):
        return NotImplemented


class Plain(tuple):
    pass


def add(a, b):
    return a + b


def add_in_place(a, b):
    a += b


def multiply(a, b):
    return a * b


def multiply_in_place(a, b):
    a *= b


for f in [add, add_in_place, multiply, multiply_in_place]:
    for a in [Plus("x"), Times([1]), Plain((1,))]:
        for b in [1.5, 1j, None]:
            if f is add_in_place and type(a) is Times:
                continue
            try:
                f(a, b)
            except TypeError as e:
                print(e)
# expect: unsupported operand type(s) for +: 'Plus' and 'float'
# expect: unsupported operand type(s) for +: 'Plus' and 'complex'
# expect: unsupported operand type(s) for +: 'Plus' and 'NoneType'
# expect: can only concatenate list (not "float") to list
# expect: can only concatenate list (not "complex") to list
# expect: can only concatenate list (not "NoneType") to list
# expect: can only concatenate tuple (not "float") to tuple
# expect: can only concatenate tuple (not "complex") to tuple
# expect: can only concatenate tuple (not "NoneType") to tuple
# expect: unsupported operand type(s) for +=: 'Plus' and 'float'
# expect: unsupported operand type(s) for +=: 'Plus' and 'complex'
# expect: unsupported operand type(s) for +=: 'Plus' and 'NoneType'
# expect: can only concatenate tuple (not "float") to tuple
# expect: can only concatenate tuple (not "complex") to tuple
# expect: can only concatenate tuple (not "NoneType") to tuple
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: unsupported operand type(s) for *: 'Times' and 'float'
# expect: unsupported operand type(s) for *: 'Times' and 'complex'
# expect: unsupported operand type(s) for *: 'Times' and 'NoneType'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: can't multiply sequence by non-int of type 'NoneType'
