import scriptling.runtime as runtime

n = runtime.sync.Atomic("n")
try:
    n.add(1.5)
except TypeError:
    print("float refused")  # expect: float refused
try:
    n.set("1")
except TypeError:
    print("text refused")  # expect: text refused
print(n.get())  # expect: 0
