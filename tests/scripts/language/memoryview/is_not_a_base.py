def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



print(refused(lambda: type("View", (memoryview,), {})))
# expect: TypeError: type 'memoryview' is not an acceptable base type
print(refused(lambda: setattr(memoryview(b""), "x", 1)))
# expect: AttributeError: 'memoryview' object has no attribute 'x'
print(refused(lambda: setattr(memoryview(b""), "obj", 1)))
# expect: AttributeError: attribute 'obj' of 'memoryview' objects is not writable
