def f():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("first")  # expect: first
    finally:
        print("second")  # expect: second


try:
    f()
except KeyError as error:
    print(error, error.args)  # expect: 'inner' ('inner',)
