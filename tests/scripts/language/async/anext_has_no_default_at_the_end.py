async def none():
    return
    yield
async def main():
    try: await anext(none())
    except StopAsyncIteration as e: return repr(e)
try: main().send(None)
except StopIteration as stop: print(stop.value)  # expect: StopAsyncIteration()
