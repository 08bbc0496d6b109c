from collections import namedtuple

P = namedtuple("P", ["x", "y"], defaults=[7])
p = P(1)
print(p, p.x, p[1], p._asdict(), p._replace(y=2), P._make([3, 4]), P._fields, P._field_defaults)
x, y = p
print(x, y, p == (1, 7), isinstance(p, tuple), len(p), hash(p) == hash((1, 7)), P.__name__)


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


for call in (lambda: P(), lambda: P(1, 2, 3), lambda: P(1, x=2), lambda: P(1, z=2),
             lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "def"),
             lambda: namedtuple("Q", "_a"), lambda: namedtuple("Q", "a 1b", rename=True)(1, 2),
             lambda: p._replace(q=1), lambda: P._make([1])):
    attempt(call)


class Point(namedtuple("Point", "x, y")):
    def length(self):
        return self.x + self.y


print(Point(1, 2), Point(3, 4).length())
match Point(1, 2):
    case Point(a, b):
        print(a, b)

# expect: P(x=1, y=7) 1 7 {'x': 1, 'y': 7} P(x=1, y=2) P(x=3, y=4) ('x', 'y') {'y': 7}
# expect: 1 7 True True 2 True P
# expect: TypeError P.__new__() missing 1 required positional argument: 'x'
# expect: TypeError P.__new__() takes from 2 to 3 positional arguments but 4 were given
# expect: TypeError P.__new__() got multiple values for argument 'x'
# expect: TypeError P.__new__() got an unexpected keyword argument 'z'
# expect: ValueError Encountered duplicate field name: 'a'
# expect: ValueError Type names and field names cannot be a keyword: 'def'
# expect: ValueError Field names cannot start with an underscore: '_a'
# expect: Q(a=1, _1=2)
# expect: ValueError Got unexpected field names: ['q']
# expect: TypeError Expected 2 arguments, got 1
# expect: Point(x=1, y=2) 7
# expect: 1 2
