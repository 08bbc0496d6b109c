import scriptling.runtime as runtime

box = runtime.sync.Shared("box", 4)
print(box.update(lambda n: n * 10))  # expect: 40
print(box.get())  # expect: 40
