def raises(f):
    try:
        f()
    except RecursionError:
        print("deep")


class Own:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name + "x")


Own.__call__ = Own()
raises(lambda: repr(Own()))
# expect: deep
raises(lambda: Own() == 1)
# expect: deep
raises(lambda: Own().name)
# expect: deep
raises(lambda: Own()())
# expect: deep
