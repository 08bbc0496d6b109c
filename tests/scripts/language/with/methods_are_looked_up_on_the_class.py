class M:
    def __enter__(self): return "class"
    def __exit__(self, *e): pass
m = M()
m.__enter__ = lambda: "instance"
with m as x: print(x)  # expect: class
