# Closures: cells read and written, functions made and passed around.
def make_counter(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x

    return composed


def adder(n):
    return lambda x: x + n


def scaler(n):
    return lambda x: (x * n) % 65537


total = 0
counters = [make_counter(step) for step in range(1, 11)]
for _ in range(200000):
    for counter in counters:
        total += counter()
pipeline = compose(adder(3), scaler(5), adder(7), scaler(11))
value = 1
for _ in range(500000):
    value = pipeline(value)
print(total, value)
