import scriptling.runtime as runtime
import time

added = []


def add(n):
    time.sleep(0.001 * (n % 7))
    added.append(n)
    return n


tasks = [runtime.background(f"t{n}", add, n, shared=True) for n in range(200)]
print(sum(runtime.gather(*tasks)), sum(added))  # expect: 19900 19900
