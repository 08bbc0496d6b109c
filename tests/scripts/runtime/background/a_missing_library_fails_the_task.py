import scriptling.runtime as runtime

try:
    runtime.background("task", "no_such_library.f").wait()
except Exception as error:
    print("no_such_library" in str(error))  # expect: True
