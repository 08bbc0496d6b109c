import scriptling.runtime as runtime


def f():
    return lambda: 1


try:
    runtime.run(f).get()
except TypeError as error:
    print("cannot send" in str(error), "function" in str(error))  # expect: True True
