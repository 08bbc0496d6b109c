class Manager:
    async def __aenter__(self):
        print("enter")
        return 7
    async def __aexit__(self, kind, value, tb):
        print("exit", kind.__name__)
        return True
async def main():
    async with Manager() as m:
        print(m)
        raise KeyError("swallowed")
    return "after"
try: main().send(None)
except StopIteration as stop: print(stop.value)
# expect: enter
# expect: 7
# expect: exit KeyError
# expect: after
