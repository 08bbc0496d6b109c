class Point:
    __slots__ = ("x", "y")
    alias = None


p = Point()
Point.x.__set__(p, 3)
print(p.x, Point.x.__get__(p), Point.x.__get__(p, Point), Point.x.__get__(None, Point) is Point.x)
# expect: 3 3 3 True
Point.x.__delete__(p)
try:
    p.x
except AttributeError as e:
    print(e)  # expect: 'Point' object has no attribute 'x'
try:
    Point.x.__delete__(p)
except AttributeError as e:
    print(e)  # expect: x
try:
    Point.x.__get__(5)
except TypeError as e:
    print(e)  # expect: descriptor 'x' for 'Point' objects doesn't apply to a 'int' object
Point.alias = Point.y
p.alias = 7
print(p.y, p.alias, Point.y.__name__, Point.y.__objclass__ is Point)  # expect: 7 7 y True
del p.alias
print(hasattr(p, "y"))  # expect: False


class Other:
    y = Point.y


try:
    Other().y
except TypeError as e:
    print(e)  # expect: descriptor 'y' for 'Point' objects doesn't apply to a 'Other' object
try:
    Other().y = 1
except TypeError as e:
    print(e)  # expect: descriptor 'y' for 'Point' objects doesn't apply to a 'Other' object
