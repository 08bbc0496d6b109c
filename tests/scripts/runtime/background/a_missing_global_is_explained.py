import scriptling.runtime as runtime

LIMIT = 5


def task():
    return LIMIT


try:
    runtime.background("t", task).get()
except NameError as error:
    print(error)  # expect: name 'LIMIT' is not defined
    print(*error.__notes__)
    # expect: 'LIMIT' is data of the script, of which only functions, classes and imports come along here: keep it in a library, in runtime.sync or in runtime.kv
print(runtime.run(task).get())  # expect: 5
