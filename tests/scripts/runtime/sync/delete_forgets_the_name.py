import scriptling.runtime as runtime

runtime.sync.Atomic("n", 5).add(1)
runtime.sync.delete("Atomic", "n")
print(runtime.sync.Atomic("n", 1).get())  # expect: 1
