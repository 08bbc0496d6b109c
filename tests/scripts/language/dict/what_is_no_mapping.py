# What a mapping's own methods raise goes on; that it is none is said only of an
# AttributeError.
class Refuses:
    def __getattribute__(self, name):
        raise RuntimeError("no " + name)


class NoKeys:
    def __getattr__(self, name):
        raise KeyError(name)


class KeysFail:
    def keys(self):
        raise AttributeError("inner")


class KeysAreNone:
    def keys(self):
        return 5


class NoItems:
    def keys(self):
        return ["a"]


def f(**keywords):
    print(keywords)


def attempt(use):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)


for make in (Refuses, NoKeys, KeysFail, KeysAreNone, NoItems):
    attempt(lambda: f(**make()))
    attempt(lambda: f(a=1, **make()))
    attempt(lambda: print({**make()}))
    attempt(lambda: dict(make()))
attempt(lambda: f(**5))
attempt(lambda: print({**None}))
# expect: RuntimeError no keys
# expect: RuntimeError no keys
# expect: RuntimeError no keys
# expect: RuntimeError no keys
# expect: KeyError 'keys'
# expect: KeyError 'keys'
# expect: KeyError 'keys'
# expect: KeyError 'keys'
# expect: TypeError __main__.f() argument after ** must be a mapping, not KeysFail
# expect: TypeError __main__.f() argument after ** must be a mapping, not KeysFail
# expect: TypeError 'KeysFail' object is not a mapping
# expect: AttributeError inner
# expect: TypeError KeysAreNone.keys() returned a non-iterable (type int)
# expect: TypeError KeysAreNone.keys() returned a non-iterable (type int)
# expect: TypeError KeysAreNone.keys() returned a non-iterable (type int)
# expect: TypeError KeysAreNone.keys() returned a non-iterable (type int)
# expect: TypeError 'NoItems' object is not subscriptable
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: TypeError 'NoItems' object is not subscriptable
# expect: TypeError 'NoItems' object is not subscriptable
# expect: TypeError __main__.f() argument after ** must be a mapping, not int
# expect: TypeError 'NoneType' object is not a mapping
