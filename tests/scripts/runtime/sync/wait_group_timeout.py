import scriptling.runtime as runtime

group = runtime.sync.WaitGroup("group")
group.add()
try:
    group.wait(timeout=0.02)
except TimeoutError:
    print("not yet")  # expect: not yet
