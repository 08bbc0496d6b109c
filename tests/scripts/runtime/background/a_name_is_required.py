import scriptling.runtime as runtime


def f():
    pass


for name in ("", None, 5):
    try:
        runtime.background(name, "f")
    except (ValueError, TypeError):
        print("refused")
# expect: refused
# expect: refused
# expect: refused
