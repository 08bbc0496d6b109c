import scriptling.runtime as runtime


def broken():
    raise LookupError("lost")


task = runtime.background("broken", "broken", shared=True)
try:
    task.get()
except LookupError as error:
    print(error)  # expect: lost
print([t["state"] for t in runtime.tasks()])  # expect: ['failed']


def not_data():
    return broken


try:
    runtime.background("broken", not_data, shared=True).get()
except TypeError as error:
    print(error)  # expect: cannot send result to whoever waits for this task: function
