import scriptling.runtime as runtime

try:
    runtime.background("task", lambda: [len], shared=True).get()
except TypeError as error:
    print(error)  # expect: cannot send result[0] to whoever waits for this task: builtin_function_or_method
try:
    runtime.background("other", lambda: [len]).get()
except TypeError as error:
    print(error)  # expect: cannot send result[0] to another environment: builtin_function_or_method
