async def numbers():
    yield 1


class Own:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


class Wait:
    def __await__(self):
        return (yield "waiting")


class Slow:
    async def __anext__(self):
        return await Wait()


async def main():
    g = numbers()
    return await anext(g, "end"), await anext(g, "end"), await anext(Own(), None)


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        print(e.value)


run(main())  # expect: (1, 'end', None)


async def slow():
    return await anext(Slow(), "unused")


c = slow()
print(c.send(None))  # expect: waiting
try:
    c.send("sent")
except StopIteration as e:
    print(e.value)  # expect: sent
c = slow()
c.send(None)
try:
    c.throw(ValueError("thrown"))
except ValueError as e:
    print(e)  # expect: thrown
try:
    anext(5, None)
except TypeError as e:
    print(e)  # expect: 'int' object is not an async iterator
