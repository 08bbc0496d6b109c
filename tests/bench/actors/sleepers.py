import scriptling.runtime as runtime
import sys
import time


def nap():
    time.sleep(1000)


print("before", flush=True)
input()
calls = [runtime.run(nap) for _ in range(int(sys.argv[1]))]
time.sleep(2)
print("asleep", flush=True)
input()
