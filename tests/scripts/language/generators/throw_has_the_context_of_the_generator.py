def listener():
    try:
        yield
    except ValueError as e:
        print(repr(e.__context__))
        try:
            raise KeyError("inner")
        except KeyError:
            yield
g = listener()
next(g)
try:
    raise IndexError("outside")
except IndexError:
    g.throw(ValueError("thrown"))
# expect: None
try:
    g.throw(TypeError("second"))
except TypeError as e:
    print(repr(e.__context__))
# expect: KeyError('inner')
