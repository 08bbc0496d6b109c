def average():
    total = count = 0
    value = None
    while True:
        got = yield value
        if got is None:
            return total
        total += got
        count += 1
        value = total / count


g = average()
print(next(g), g.send(10), g.send(20))  # expect: None 10.0 15.0
try:
    next(g)
except StopIteration as stop:
    print(stop.value)  # expect: 30
