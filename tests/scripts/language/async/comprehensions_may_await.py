class Now:
    def __init__(self, v): self.v = v
    def __await__(self):
        return self.v
        yield
async def main():
    return [await Now(i) for i in range(3)], {i: await Now(i * i) for i in range(2)}
try: main().send(None)
except StopIteration as stop: print(stop.value)  # expect: ([0, 1, 2], {0: 0, 1: 1})
