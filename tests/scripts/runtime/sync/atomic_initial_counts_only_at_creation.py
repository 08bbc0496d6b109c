import scriptling.runtime as runtime

print(runtime.sync.Atomic("n", 5).get())  # expect: 5
print(runtime.sync.Atomic("n", 9).get())  # expect: 5
print(runtime.sync.Atomic("other").get())  # expect: 0
