def stop(x):
    if x == 2:
        raise StopIteration
    return x
print(list(map(stop, [0, 1, 2, 3])), list(filter(stop, [0, 1, 2, 3])))
# expect: [0, 1] [1]
print(list(iter(lambda: stop(2), None)))
# expect: []
