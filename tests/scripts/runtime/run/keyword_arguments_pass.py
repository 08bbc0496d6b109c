import scriptling.runtime as runtime


def f(a, *rest, b=2, **named):
    return a, rest, b, named


print(runtime.run(f, 1, 5, b=3, c=4).get())  # expect: (1, (5,), 3, {'c': 4})
