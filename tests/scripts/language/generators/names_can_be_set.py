def g():
    inner = yield from h()
    yield inner


def h():
    yield it.gi_running
    return 5


it = g()
print(it.__name__, it.__qualname__, it.gi_yieldfrom, it.gi_running, it.gi_suspended)
# expect: g g None False False
it.__name__ = "named"
it.__qualname__ = "some.named"
print(it.__name__, it.__qualname__, next(it), it.gi_yieldfrom.__name__, it.gi_suspended)
# expect: named some.named True h True
try:
    it.__name__ = 5
except TypeError as e:
    print(e)  # expect: __name__ must be set to a string object
print(next(it), it.gi_yieldfrom, list(it), it.gi_suspended)  # expect: 5 None [] False


async def c():
    await a()


async def a():
    pass


co = c()
print(co.cr_await, co.cr_running, co.cr_suspended, co.__name__)  # expect: None False False c
co.close()
