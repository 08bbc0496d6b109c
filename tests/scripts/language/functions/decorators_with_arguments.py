def tag(name):
    def wrap(f):
        def inner(*a): return f"<{name}>{f(*a)}</{name}>"
        return inner
    return wrap
@tag("b")
@tag("i")
def text(x): return x
print(text("x"))  # expect: <b><i>x</i></b>
