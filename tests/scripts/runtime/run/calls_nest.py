import scriptling.runtime as runtime


def fib(n):
    if n < 2:
        return n
    left = runtime.run(fib, n - 1)
    right = runtime.run(fib, n - 2)
    return left.get() + right.get()


print(fib(7))  # expect: 13
