import scriptling.runtime as runtime
import time

order = []


def worker(name):
    for n in range(3):
        order.append((name, n))
        time.sleep(0.02)


tasks = [runtime.background(name, worker, name, shared=True) for name in "ab"]
runtime.gather(*tasks)
print(sorted(order) == [(n, i) for n in "ab" for i in range(3)])  # expect: True
print({name for name, n in order[:2]} == {"a", "b"})  # expect: True
