import scriptling.runtime as runtime

n = runtime.sync.Atomic("n")
for i in range(50):
    n.add(1)
    n.set(n.get() * 2 % 1000)
print(n.get())  # expect: 246
