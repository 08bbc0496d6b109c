def g(): yield next(it)  # expect error: ValueError: generator already executing
it = g()
next(it)
