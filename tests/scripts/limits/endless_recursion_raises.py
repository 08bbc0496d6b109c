def f():
    return f() + 1  # expect error: RecursionError: maximum recursion depth exceeded


f()
