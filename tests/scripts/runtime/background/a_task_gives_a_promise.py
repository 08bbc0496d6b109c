import scriptling.runtime as runtime


def add(a, b=0):
    return a + b


print(runtime.background("sum", "add", 1, b=2).get())  # expect: 3
