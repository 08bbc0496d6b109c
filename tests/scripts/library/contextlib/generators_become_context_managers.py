from contextlib import contextmanager


@contextmanager
def tag(name):
    print("open", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print("close", name)


with tag("a") as value:
    print(value)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as error:
    print("out", error)


@tag("d")
def decorated():
    print("body")


decorated()
decorated()


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


for broken in (never, twice):
    try:
        with broken():
            pass
    except RuntimeError as error:
        print(error)
try:
    with tag("e"):
        raise StopIteration("stop")
except StopIteration as error:
    print(repr(error))

# expect: open a
# expect: A
# expect: close a
# expect: open b
# expect: caught inside
# expect: close b
# expect: open c
# expect: close c
# expect: out 'k'
# expect: open d
# expect: body
# expect: close d
# expect: open d
# expect: body
# expect: close d
# expect: generator didn't yield
# expect: generator didn't stop
# expect: open e
# expect: close e
# expect: StopIteration('stop')
