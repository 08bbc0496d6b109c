import scriptling.runtime as runtime


def broken():
    raise ValueError("boom")


task = runtime.background("broken", "broken")
try:
    task.get()
except ValueError as error:
    print(error)  # expect: boom
print("the script goes on")  # expect: the script goes on
