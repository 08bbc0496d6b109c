def f():
    x, y = 1, 2
    def g(): return x + y
    return g
g = f()
print(sorted(zip(g.__code__.co_freevars, [c.cell_contents for c in g.__closure__])), f.__closure__)
# expect: [('x', 1), ('y', 2)] None
