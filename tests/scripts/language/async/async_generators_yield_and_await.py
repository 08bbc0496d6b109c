class Wait:
    def __await__(self): return (yield "w")
async def numbers():
    yield 1
    got = await Wait()
    yield got
async def main():
    return [n async for n in numbers()]
run = main()
print(run.send(None))  # expect: w
try: run.send(5)
except StopIteration as stop: print(stop.value)  # expect: [1, 5]
