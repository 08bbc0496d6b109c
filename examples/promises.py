# A call that runs beside its caller: run() returns at once, get() waits for the result.
import scriptling.runtime as runtime


def worker(x, y):
    return x + y


promise = runtime.run(worker, 5, 10)
result = promise.get()
print(result)  # expect: 15
