def inner():
    try: yield 1
    except KeyError: yield "inner caught"
def outer(): yield from inner()
it = outer()
next(it)
print(it.throw(KeyError))  # expect: inner caught
