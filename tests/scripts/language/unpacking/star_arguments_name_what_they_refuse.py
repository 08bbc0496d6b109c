def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def f(*args):
    return args


class Other(tuple):
    def __iter__(self):
        return iter([9])


tell(lambda: f(*None))
# expect: TypeError __main__.f() argument after * must be an iterable, not NoneType
tell(lambda: f(1, *None))
# expect: TypeError Value after * must be an iterable, not NoneType
tell(lambda: [*None])
# expect: TypeError Value after * must be an iterable, not NoneType
tell(lambda: {*None})
# expect: TypeError 'NoneType' object is not iterable
tell(lambda: f(**None))
# expect: TypeError __main__.f() argument after ** must be a mapping, not NoneType
tell(lambda: f(**{"a": 1}, **{"a": 2}))
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
tell(lambda: print(*5))
# expect: TypeError print() argument after * must be an iterable, not int
tell(lambda: f(*Other((1, 2))))
# expect: (9,)
