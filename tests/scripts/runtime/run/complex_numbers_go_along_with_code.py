import scriptling.runtime as runtime

z = 1 - 2j
numbers = [3j, (complex(-0.0, 1),)]


def default(w=2j):
    return str(w)


def closed(w):
    return lambda: repr([w, w.conjugate()])


print(runtime.run(lambda: str(1j * 1j)).get())  # expect: (-1+0j)
print(runtime.run(lambda: str(z)).get())  # expect: (1-2j)
print(runtime.run(lambda: repr(numbers)).get())  # expect: [3j, ((-0+1j),)]
print(runtime.run(default).get(), runtime.run(closed(4 + 1j)).get())  # expect: 2j [(4+1j), (4-1j)]
print(runtime.run(lambda x: str(complex(x, 1)), 5).get())  # expect: (5+1j)
