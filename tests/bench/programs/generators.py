# Generators: pipelines, delegation and infinite sequences.
def naturals():
    n = 0
    while True:
        yield n
        n += 1


def keep(predicate, items):
    for item in items:
        if predicate(item):
            yield item


def take(count, items):
    for item in items:
        if count == 0:
            return
        count -= 1
        yield item


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


odd = keep(lambda n: n % 2, naturals())
thirds = keep(lambda n: n % 3 == 0, odd)
print(sum(take(400000, thirds)), sum(tree(17)), sum(x * x for x in range(1500000)))
