class M:
    def __enter__(self): print("in")  # expect: in
    def __exit__(self, *e): print("out", e[0].__name__)  # expect: out GeneratorExit
def g():
    with M(): yield 1
it = g()
next(it)
it.close()
