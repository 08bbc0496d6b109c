import scriptling.runtime as runtime


def broken(key):
    return {}[key]


call = runtime.run(broken, "k")
try:
    call.get()
except KeyError as error:
    print(error, error.args)  # expect: 'k' ('k',)
try:
    call.wait()
except KeyError:
    print("wait raises too")  # expect: wait raises too
