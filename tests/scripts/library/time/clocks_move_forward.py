import time

a, b = time.monotonic(), time.perf_counter()
time.sleep(0.01)
print(time.monotonic() - a >= 0.01, time.perf_counter() - b >= 0.01, time.time() > 1.6e9)
# expect: True True True
print(type(time.time_ns()).__name__, time.monotonic_ns() > 0)  # expect: int True
