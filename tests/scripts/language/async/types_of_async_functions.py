async def f(): pass
async def g(): yield
c = f()
print(type(c).__name__, type(g()).__name__, hasattr(c, "__await__"), hasattr(g(), "__aiter__"))
# expect: coroutine async_generator True True
c.close()
