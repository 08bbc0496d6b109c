items = [1, 2]


def values():
    yield 1
    items.append(9)
    yield 2


items[:] = values()
print(items)  # expect: [1, 2, 9]


def clearing():
    items.clear()
    yield 5


items[1:] = clearing()
print(items)  # expect: [5]


# A comparison that empties a list leaves the sizes to be compared.
class Emptying:
    def __eq__(self, other):
        items.clear()
        return False


items = [Emptying(), Emptying()]
print(items < [1, 2], items)  # expect: True []
