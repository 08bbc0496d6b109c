import scriptling.runtime as runtime

numbers = (n for n in [1, 2])


def use():
    return list(numbers)


def leave():
    return "fine"


def mention(flag):
    return list(numbers) if flag else "unused"


print(runtime.run(leave).get(), runtime.run(mention, False).get())  # expect: fine unused
try:
    runtime.run(use).get()
except RuntimeError as error:
    print("numbers" in str(error))  # expect: True
