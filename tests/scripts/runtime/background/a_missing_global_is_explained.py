import scriptling.runtime as runtime

LIMIT = 5


def task():
    return LIMIT


try:
    runtime.background("t", task).get()
except NameError as error:
    print(error)
# expect: name 'LIMIT' is not defined (a task gets its script's functions, classes and imports, but no data: pass it as an argument, or keep it in named state)
print(runtime.run(task).get())  # expect: 5
