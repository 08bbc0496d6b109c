import scriptling.runtime as runtime

group = runtime.sync.WaitGroup("group")
group.add(1)
group.done()
group.wait()
try:
    group.done()
except ValueError:
    print("below zero")  # expect: below zero
group.wait()
print("still zero")  # expect: still zero
