def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


tell(lambda: {}.pop([], "default"))
# expect: default
tell(lambda: {1: 1}.pop([], "default"))
# expect: TypeError unhashable type: 'list'
tell(lambda: dict(1, 2))
# expect: TypeError dict expected at most 1 argument, got 2
