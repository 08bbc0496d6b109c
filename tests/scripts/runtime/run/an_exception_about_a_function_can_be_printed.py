# A function does not cross in an exception, but what was raised can be shown.
import scriptling.runtime as runtime


class Refused(ValueError):
    pass


def about_a_function():
    raise Refused("bad callback", lambda: 3)


def about_a_generator():
    raise Refused("bad callback", (n for n in "abc"))


for fail in (about_a_function, about_a_generator):
    try:
        runtime.run(fail).get()
    except Refused as e:
        print(str(e).startswith("('bad callback', <"), repr(e).startswith("Refused('bad callback', <"))
        try:
            e.args[1]()
        except RuntimeError as use:
            print(str(use).endswith("of another environment and cannot be used here"))
# expect: True True
# expect: True
# expect: True True
# expect: True
