def g():
    try: yield
    finally: print("never")
it = g()
it.close()
print(list(it))  # expect: []
