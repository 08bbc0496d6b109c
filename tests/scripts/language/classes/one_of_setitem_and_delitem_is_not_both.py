def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Set:
    def __setitem__(self, key, value):
        pass


class Delete:
    def __delitem__(self, key):
        pass


def delete():
    del Set()[0]
def assign():
    Delete()[0] = 1
tell(delete)
# expect: AttributeError __delitem__
tell(assign)
# expect: AttributeError __setitem__
