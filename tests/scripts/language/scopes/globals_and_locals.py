x = 1
def f(a):
    b = 2
    return sorted(locals()), "x" in globals(), "b" in globals()
print(f(0))  # expect: (['a', 'b'], True, False)
