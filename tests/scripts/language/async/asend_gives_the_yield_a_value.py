async def echo():
    got = None
    while True: got = yield got
async def main():
    it = echo()
    await it.asend(None)
    return await it.asend("hello"), await it.asend(3)
try: main().send(None)
except StopIteration as stop: print(stop.value)  # expect: ('hello', 3)
