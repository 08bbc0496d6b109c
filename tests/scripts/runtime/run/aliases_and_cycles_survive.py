import scriptling.runtime as runtime

inner = [1]
data = [inner, inner]
data.append(data)


def f(x):
    x[0].append(2)
    return x[1], x[2] is x


print(runtime.run(f, data).get(), inner)  # expect: ([1, 2], True) [1]
