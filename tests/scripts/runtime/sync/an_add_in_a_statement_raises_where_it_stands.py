import scriptling.runtime as runtime
counter = runtime.sync.Atomic("counter", 2**63 - 3)
def add(delta=1):
    try:
        counter.add(delta)
    except OverflowError:
        print("full at", 2**63 - counter.get())
for _ in range(4):
    add()
# expect: full at 1
# expect: full at 1
counter.set(0)
for _ in range(1000):
    counter.add(1)
add(2**63 - 1)  # expect: full at 9223372036854774808
counter.compare_and_set(1000, 2**63 - 1)
add()  # expect: full at 1
counter.set(-2**63)
add(-1)  # expect: full at 18446744073709551616
runtime.sync.delete("Atomic", "counter")
try:
    counter.add(1)
except Exception as e:
    print(type(e).__name__)  # expect: RuntimeError
