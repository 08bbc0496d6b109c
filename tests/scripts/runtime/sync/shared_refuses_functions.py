import scriptling.runtime as runtime

box = runtime.sync.Shared("box", 1)
try:
    box.set([1, {"f": print}])
except TypeError as error:
    print("cannot send" in str(error), "['f']" in str(error))  # expect: True True
print(box.get())  # expect: 1
