def f():
    for i in range(2): pass
    import sys as s
    with open_() as w: pass
    return i, w, s.__name__
class open_:
    def __enter__(self): return "w"
    def __exit__(self, *a): pass
print(f())  # expect: (1, 'w', 'sys')
