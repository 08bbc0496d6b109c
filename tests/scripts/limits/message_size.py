# options: --message-size 1000
import scriptling.runtime as runtime

print(runtime.run(len, "x" * 100).get())  # expect: 100
try:
    runtime.run(len, "x" * 2000)
except ValueError:
    print("too large")  # expect: too large
