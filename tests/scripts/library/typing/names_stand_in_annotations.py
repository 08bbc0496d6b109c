from typing import (Any, Callable, Dict, Generic, List, Literal, NamedTuple, NewType, Optional,
                    Protocol, Tuple, TypedDict, TypeVar, Union, cast, get_args, get_type_hints)

T = TypeVar("T")


def f(a: Optional[int], b: List[Dict[str, Any]] = None) -> Union[int, str]:
    return a


print(f(1), get_type_hints(f)["a"], Union[int, str], Optional[str], Callable[[int], str], Tuple[int, ...], T)
# expect: 1 typing.Optional[int] typing.Union[int, str] typing.Optional[str] typing.Callable[[int], str] typing.Tuple[int, ...] ~T
print(Literal["a", 1], List[int], get_args(Dict[str, int]), Union[int, None] == Optional[int])
# expect: typing.Literal['a', 1] typing.List[int] (<class 'str'>, <class 'int'>) True


class Box(Generic[T]):
    def __init__(self, value: T):
        self.value = value


print(Box[int](5).value, Box(6).value)  # expect: 5 6


class Point(NamedTuple):
    x: int
    y: int = 0

    def total(self):
        return self.x + self.y


print(Point(1), Point(1, 2).total(), Point._fields)  # expect: Point(x=1, y=0) 3 ('x', 'y')


class Movie(TypedDict, total=False):
    title: str


print(Movie(title="x"), NewType("Id", int)(5), cast(int, "a"))  # expect: {'title': 'x'} 5 a


class Closes(Protocol):
    def close(self): ...


class File(Closes):
    pass


print(File() is not None)  # expect: True
