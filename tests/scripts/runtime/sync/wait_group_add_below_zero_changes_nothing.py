import scriptling.runtime as runtime

group = runtime.sync.WaitGroup("group")
group.add(2)
try:
    group.add(-3)
except ValueError:
    print("below zero")  # expect: below zero
group.done()
try:
    group.wait(timeout=0.01)
except TimeoutError:
    print("one is left")  # expect: one is left
group.done()
group.wait()
