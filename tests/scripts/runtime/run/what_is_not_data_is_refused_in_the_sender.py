import scriptling.runtime as runtime


def cb():
    pass


try:
    runtime.run(len, {"cb": cb})
except TypeError as error:
    print(error)  # expect: cannot send args[0]['cb'] to another environment: function
try:
    runtime.run(len, [1, (n for n in [])])
except TypeError as error:
    print(error)  # expect: cannot send args[0][1] to another environment: generator
