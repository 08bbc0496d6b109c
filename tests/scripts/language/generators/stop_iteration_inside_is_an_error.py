def f():
    yield 1
    next(iter([]))


print(list(f()))  # expect error: RuntimeError: generator raised StopIteration
