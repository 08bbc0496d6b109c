import scriptling.runtime as runtime

try:
    runtime.run(abs, 3 + 4j)
except TypeError as error:
    print(error)  # expect: cannot send args[0] to another environment: complex
try:
    runtime.run(len, [1, {"z": 1j}])
except TypeError as error:
    print(error)  # expect: cannot send args[0][1]['z'] to another environment: complex
try:
    runtime.run(lambda: [1, 2j]).get()
except TypeError as error:
    print(error)  # expect: cannot send result[1] to another environment: complex
