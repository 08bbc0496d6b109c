import scriptling.runtime as runtime

for handler in ("no_such_library.f", "math.no_such_function"):
    try:
        runtime.background("job", handler).wait()
    except Exception as error:
        print(type(error).__name__, error)
# expect: ModuleNotFoundError task 'job': handler 'no_such_library.f': No module named 'no_such_library'
# expect: AttributeError task 'job': handler 'math.no_such_function': module 'math' has no attribute 'no_such_function'
