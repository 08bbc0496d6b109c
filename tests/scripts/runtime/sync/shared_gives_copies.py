import scriptling.runtime as runtime

box = runtime.sync.Shared("box", {"list": [1]})
mine = box.get()
mine["list"].append(2)
print(box.get())  # expect: {'list': [1]}
box.set(mine)
mine["list"].append(3)
print(box.get())  # expect: {'list': [1, 2]}
