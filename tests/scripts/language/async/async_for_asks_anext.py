class Count:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def main():
    seen = []
    async for i in Count(3): seen.append(i)
    else: seen.append("else")
    return seen
try: main().send(None)
except StopIteration as stop: print(stop.value)  # expect: [2, 1, 0, 'else']
