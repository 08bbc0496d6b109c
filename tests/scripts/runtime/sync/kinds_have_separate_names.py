import scriptling.runtime as runtime

runtime.sync.Atomic("x", 1)
runtime.sync.Shared("x", "shared")
runtime.sync.Queue("x").put("queued")
print(runtime.sync.Atomic("x").get())  # expect: 1
print(runtime.sync.Shared("x").get())  # expect: shared
print(runtime.sync.Queue("x").get())  # expect: queued
