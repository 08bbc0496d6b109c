def g():
    try: yield
    except ValueError: print("never")
it = g()
try: it.throw(ValueError("v"))
except ValueError as e: print("raised", e)  # expect: raised v
print(list(it))  # expect: []
