from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        pass

    @property
    @abstractmethod
    def name(self):
        pass


class Square(Shape):
    name = "square"

    def area(self):
        return 4


print(Square().area(), isinstance(Square(), Shape))  # expect: 4 True
try:
    Shape()
except TypeError as error:
    print(error)
    # expect: Can't instantiate abstract class Shape with abstract methods area, name


class Duck(metaclass=ABCMeta):
    pass


@Duck.register
class Goose:
    pass


print(isinstance(Goose(), Duck), issubclass(Goose, Duck), issubclass(int, Duck))
# expect: True True False
