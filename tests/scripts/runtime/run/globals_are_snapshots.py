import scriptling.runtime as runtime

factor = 10


def times(n):
    global factor
    result = n * factor
    factor = 0
    return helper(result)


def helper(n):
    return n + 1


call = runtime.run(times, 4)
factor = 1000
print(call.get(), factor)  # expect: 41 1000
