import scriptling.runtime as runtime


class Box:
    pass


def fill(box, items, key=None):
    box.value = key
    items.append(box)
    return items[0] is box


box, items = Box(), []
task = runtime.background("fill", fill, box, items, shared=True, key=lambda: 5)
print(task.get(), items[0] is box, box.value())  # expect: True True 5
