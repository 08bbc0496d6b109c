import scriptling.runtime as runtime


class Rejected(Exception):
    pass


def broken():
    raise Rejected("no")


try:
    runtime.run(broken).get()
except Exception as error:
    print(type(error).__name__ in ("Rejected", "RuntimeError"), "no" in str(error))
# expect: True True
