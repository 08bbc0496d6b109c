async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
async def main():
    it = numbers()
    print(await it.__anext__())
    await it.aclose()
    return [n async for n in it]
try: main().send(None)
except StopIteration as stop: print(stop.value)
# expect: 1
# expect: closed
# expect: []
