class M:
    def __enter__(self): pass
    def __exit__(self, *e): return True
def f():
    with M(): return 1 // 0
    return "behind"
print(f())  # expect: behind
