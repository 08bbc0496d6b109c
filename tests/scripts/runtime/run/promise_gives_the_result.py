import scriptling.runtime as runtime


def worker(x, y):
    return x + y


promise = runtime.run(worker, 5, 10)
print(promise.get(), promise.get(), promise.done())  # expect: 15 15 True
print(promise.wait())  # expect: None
