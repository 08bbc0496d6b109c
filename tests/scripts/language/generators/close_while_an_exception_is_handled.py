def numbers():
    try:
        yield 1
    except GeneratorExit as e:
        print(repr(e.__context__))
for handled in (KeyError("k"), None):
    g = numbers()
    next(g)
    try:
        if handled: raise handled
        g.close()
    except KeyError:
        g.close()
# expect: KeyError('k')
# expect: None
