import scriptling.runtime as runtime

def double(n):
    return n * 2

async def main():
    return await runtime.background("double", double, 21)

try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)  # expect: 42
