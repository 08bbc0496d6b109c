import scriptling.runtime as runtime

n = runtime.sync.Atomic("n", 9223372036854775807)
try:
    n.add(1)
except OverflowError:
    print("overflow")  # expect: overflow
print(n.get())  # expect: 9223372036854775807
