import scriptling.runtime as runtime


def one():
    return 41


def two(promise):
    return promise.get() + 1


print(runtime.run(two, runtime.run(one)).get())  # expect: 42
