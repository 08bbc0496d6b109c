import scriptling.runtime as runtime

box = runtime.sync.Shared("box", 1)
for inner in (lambda v: box.update(lambda w: 2), lambda v: box.set(2)):
    try:
        box.update(inner)
    except RuntimeError as error:
        print(error)
# expect: shared 'box' is being updated by the caller already
# expect: shared 'box' is being updated by the caller already
print(box.get(), box.update(lambda v: v + box.get()))  # expect: 1 2
