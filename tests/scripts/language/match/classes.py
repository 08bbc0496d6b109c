class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def f(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"axis {y}"
        case Point(x, y):
            return f"{x},{y}"
        case int(n) | float(n):
            return f"number {n}"


print(f(Point(0, 0)), f(Point(0, 5)), f(Point(1, 2)), f(7), f(2.5), f("s"))
# expect: origin axis 5 1,2 number 7 number 2.5 None
