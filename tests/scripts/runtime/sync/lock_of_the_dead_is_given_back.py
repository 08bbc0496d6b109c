import scriptling.runtime as runtime


def take():
    runtime.sync.Lock("door").acquire()


runtime.run(take).wait()
with runtime.sync.Lock("door"):
    print("free")  # expect: free
