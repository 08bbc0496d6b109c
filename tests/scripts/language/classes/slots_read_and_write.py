# Slots are set, changed, deleted and inherited; the same lines see classes with and without.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    __slots__ = ("z",)


class Loose(Point):
    pass


class Plain:
    x = 1
    y = 2


def move(p):
    p.x += 1
    p.y = p.x * 10
    return p.x, p.y


for p in (Point(1, 2), Point(3, 4), Point3(5, 6), Loose(7, 8), Plain(), Point(9, 0)):
    print(move(p))  # expect: (2, 20)
                    # expect: (4, 40)
                    # expect: (6, 60)
                    # expect: (8, 80)
                    # expect: (2, 20)
                    # expect: (10, 100)


def read_z(p):
    try:
        return p.z
    except AttributeError:
        return "unset"


p = Point3(1, 2)
for z in (None, 1, 2):
    if z:
        p.z = z
    print(read_z(p))  # expect: unset
                      # expect: 1
                      # expect: 2
del p.z
print(read_z(p), p.x)  # expect: unset 1
p.z = 5
print(read_z(p), read_z(Point3(0, 0)))  # expect: 5 unset
loose = Loose(1, 2)
loose.z = 3
print(read_z(loose), loose.x)  # expect: 3 1
p.w = 1  # expect error: 'Point3' object has no attribute 'w'
