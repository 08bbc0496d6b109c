def inner():
    got = yield 1
    yield ("inner got", got)
def outer(): yield from inner()
it = outer()
next(it)
print(it.send("x"))  # expect: ('inner got', 'x')
