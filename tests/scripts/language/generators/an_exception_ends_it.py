def g():
    yield 1
    raise KeyError("k")
it = g()
next(it)
try: next(it)
except KeyError as e: print("raised", e)  # expect: raised 'k'
print(next(it, "ended"))  # expect: ended
