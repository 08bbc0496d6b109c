class Wait:
    def __await__(self):
        got = yield "waiting"
        return got * 2
async def main():
    return await Wait()
run = main()
print(run.send(None))  # expect: waiting
try:
    run.send(21)
except StopIteration as stop:
    print(stop.value)  # expect: 42
