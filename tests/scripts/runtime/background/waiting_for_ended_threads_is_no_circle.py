# timeout: 20
import scriptling.runtime as runtime

ended = []


def end():
    ended.append(1)


# A thread may end while the question whom it waits for is on its way to it.
for turn in range(100):
    tasks = [runtime.background(f"{turn}-{n}", end, shared=True) for n in range(10)]
    yield_now()
    runtime.gather(*tasks)
print(len(ended))  # expect: 1000
