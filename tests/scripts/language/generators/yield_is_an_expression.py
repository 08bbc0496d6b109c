def g():
    x = yield 1
    y = (yield 2) or "default"
    return x, y
it = g()
next(it); it.send("a")
try: next(it)
except StopIteration as e: print(e.value)  # expect: ('a', 'default')
