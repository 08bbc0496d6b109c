def f():
    x = 0
    def g():
        nonlocal x
        x += 1
        return x
    return g
g, h = f(), f()
print(g(), g(), h())  # expect: 1 2 1
