import scriptling.runtime as runtime

n = runtime.sync.Atomic("n", 5)
print(n.get(), n.add(), n.add(10), n.add(-3))  # expect: 5 6 16 13
n.set(100)
print(n.get())  # expect: 100
print(n.compare_and_set(100, 7), n.compare_and_set(100, 8), n.get())  # expect: True False 7
