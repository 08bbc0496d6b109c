def f(n):
    return f(n + 1)


try:
    f(0)
except RecursionError as error:
    print(str(error)[:32])  # expect: maximum recursion depth exceeded
