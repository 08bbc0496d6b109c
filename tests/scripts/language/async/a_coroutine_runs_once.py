async def f(): return 1
run = f()
try: run.send(None)
except StopIteration: pass
run.send(None)  # expect error: RuntimeError: cannot reuse already awaited coroutine
