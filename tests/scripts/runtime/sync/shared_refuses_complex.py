import scriptling.runtime as runtime

shared = runtime.sync.Shared("numbers", [])
try:
    shared.set([1j])
except TypeError as error:
    print(error)  # expect: cannot send value[0] to another environment: complex
print(shared.get())  # expect: []
