def g():
    while True:
        try: x = yield
        except ValueError as e: x = yield f"caught {e}"
it = g()
next(it)
print(it.throw(ValueError("v")), next(it))  # expect: caught v None
