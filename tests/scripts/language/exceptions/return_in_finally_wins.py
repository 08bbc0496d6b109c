def f():
    try: raise ValueError
    finally: return "finally"
def g():
    try: return "try"
    finally: pass
print(f(), g())  # expect: finally try
