a, b = ValueError("a"), KeyError("b")
a.__context__, b.__context__ = b, a
try:
    try:
        raise a
    except ValueError:
        raise TypeError("c")
except TypeError as e:
    print(repr(e.__context__), repr(e.__context__.__context__))
# expect: ValueError('a') KeyError('b')
