# options: --env-memory 32M
# timeout: 20
import scriptling.runtime as runtime


def greedy():
    items = []
    while True:
        items.append("x" * 1000)


call = runtime.run(greedy)
try:
    call.get()
except MemoryError:
    print("MemoryError there")  # expect: MemoryError there
print(runtime.run(lambda: 1).get())  # expect: 1
