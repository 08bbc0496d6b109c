def thrown(*args):
    def g():
        yield

    try:
        g().throw(*args)
    except BaseException as e:
        print(type(e).__name__, e.args)


class Odd(Exception):
    def __new__(cls, *args):
        return 5


thrown(ValueError, ("a", "b"))  # expect: ValueError ('a', 'b')
thrown(OSError, (2, "gone"))  # expect: FileNotFoundError (2, 'gone')
thrown(ValueError, "text")  # expect: ValueError ('text',)
thrown(ValueError, None)  # expect: ValueError ()
thrown(ValueError, KeyError("k"))  # expect: ValueError (KeyError('k'),)
thrown(LookupError, KeyError("k"))  # expect: KeyError ('k',)
thrown(ValueError("v"), None)  # expect: ValueError ('v',)
thrown(ValueError("v"), 1)
# expect: TypeError ('instance exception may not have a separate value',)
thrown(int)
# expect: TypeError ('exceptions must be classes or instances deriving from BaseException, not type',)
thrown(5)
# expect: TypeError ('exceptions must be classes or instances deriving from BaseException, not int',)
thrown(ValueError, "v", 5)
# expect: TypeError ('throw() third argument must be a traceback object',)
thrown(Odd, 1)
# expect: TypeError ("calling <class '__main__.Odd'> should have returned an instance of BaseException, not int",)


class Sub:
    def __iter__(self):
        return self

    def __next__(self):
        return 0

    def throw(self, *args):
        return args


def outer():
    yield from Sub()


def outermost():
    yield from outer()


for make in (outer, outermost):
    x = make()
    next(x)
    print(x.throw(ValueError), x.throw(ValueError, "v"))
# expect: (<class 'ValueError'>,) (<class 'ValueError'>, 'v')
# expect: (<class 'ValueError'>,) (<class 'ValueError'>, 'v')
