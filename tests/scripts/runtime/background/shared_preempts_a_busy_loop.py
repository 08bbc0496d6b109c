import scriptling.runtime as runtime

stop = False


def spin():
    turns = 0
    while not stop:
        turns += 1
    return turns > 0


def end():
    global stop
    stop = True


first = runtime.background("spin", spin, shared=True)
second = runtime.background("end", end, shared=True)
print(first.get(), second.get())  # expect: True None
