# Instances: attributes, methods, inheritance, a property and operators.
class Shape:
    made = 0

    def __init__(self, name):
        self.name = name
        Shape.made += 1

    def area(self):
        return 0

    def grow(self, by):
        self.scale(by)
        return self


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side

    def scale(self, by):
        self.side = (self.side * by) % 101


class Box(Shape):
    def __init__(self, width, height):
        super().__init__("box")
        self.width = width
        self.height = height

    @property
    def longest(self):
        return self.width if self.width > self.height else self.height

    def area(self):
        return self.width * self.height

    def scale(self, by):
        self.width = (self.width * by) % 103
        self.height = (self.height + by) % 107

    def __add__(self, other):
        return Box(self.width + other.width, self.height + other.height)


total = 0
for i in range(130000):
    square = Square(i % 50)
    box = Box(i % 30, i % 20) + Box(1, 2)
    for shape in (square, box):
        total += shape.grow(3).area()
    total += box.longest
print(total, Shape.made)
