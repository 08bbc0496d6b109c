def numbers():
    yield 1
try:
    numbers().throw(StopIteration(5))
except RuntimeError as e:
    print(e, repr(e.__cause__))
# expect: generator raised StopIteration StopIteration(5)
try:
    numbers().throw(ValueError("a"), "b")
except TypeError as e:
    print(e)
# expect: instance exception may not have a separate value
