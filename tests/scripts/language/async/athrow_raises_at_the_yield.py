async def guarded():
    try: yield 1
    except ValueError as e: yield f"caught {e}"
async def main():
    it = guarded()
    return await it.asend(None), await it.athrow(ValueError("v"))
try: main().send(None)
except StopIteration as stop: print(stop.value)  # expect: (1, 'caught v')
