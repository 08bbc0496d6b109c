def g(): yield
it = g()
print(it.__name__, it.__qualname__, it.gi_running, iter(it) is it, type(it).__name__)
# expect: g g False True generator
