def f():
    while True:
        try:
            yield "ok"  # expect error: KeyError: 'k'
        except ValueError as error:
            yield f"caught {error}"


g = f()
print(next(g), g.throw(ValueError("x")), next(g))  # expect: ok caught x ok
g.throw(KeyError("k"))  # noqa
