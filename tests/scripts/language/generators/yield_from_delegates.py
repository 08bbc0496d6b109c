def inner():
    got = yield 1
    print("got", got)  # expect: got hi
    return "result"


def outer():
    value = yield from inner()
    yield value
    yield from [7, 8]


g = outer()
print(next(g), g.send("hi"), list(g))  # expect: 1 result [7, 8]
