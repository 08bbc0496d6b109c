import scriptling.runtime as runtime

box = runtime.sync.Shared("box", 4)


def broken(value):
    raise LookupError("not today")


try:
    box.update(broken)
except LookupError as error:
    print(error)  # expect: not today
print(box.get(), box.update(lambda n: n + 1))  # expect: 4 5
