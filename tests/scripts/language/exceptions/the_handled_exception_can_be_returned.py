def f(n):
    try: raise ValueError(n)
    except ValueError as e: return e
def g():
    for i in range(3):
        try: raise KeyError(i)
        except KeyError as e:
            try: return e
            finally: e = "rebound"
print(repr(f(1)), repr(g()), [f(i).args for i in range(2)])
# expect: ValueError(1) KeyError(0) [(0,), (1,)]
