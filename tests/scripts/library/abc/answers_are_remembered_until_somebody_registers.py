from abc import ABC
from collections.abc import Sized


class Shape(ABC):
    pass


class Square:
    pass


class Round(Shape):
    pass


class Boxed:
    def __len__(self):
        return 1


for _ in range(2):
    print(isinstance(Square(), Shape), issubclass(Square, Shape), isinstance(Round(), Shape),
          isinstance(Boxed(), Sized), isinstance(5, Sized))
# expect: False False True True False
# expect: False False True True False


class Corners(Shape):
    pass


Corners.register(Square)
print(isinstance(Square(), Shape), issubclass(Square, Corners), isinstance(Square(), Round))
# expect: True True False


# A metaclass is asked also about what is no class.
class Meta(type):
    def __subclasscheck__(cls, subclass):
        return subclass == 3


class Three(metaclass=Meta):
    pass


print(issubclass(3, Three), issubclass(int, Three), issubclass(3, (Three, int)))
try:
    issubclass(3, Square)
except TypeError as e:
    print(e)
# expect: True False True
# expect: issubclass() arg 1 must be a class
