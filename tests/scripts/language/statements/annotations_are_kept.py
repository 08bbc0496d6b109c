x: int = 1
y: "str"


class A:
    a: int
    b: list[int] = []


def f(a: int, *, b: "x" = 2) -> None: ...


print(x, A.__annotations__, list(f.__annotations__))
# expect: 1 {'a': <class 'int'>, 'b': list[int]} ['a', 'b', 'return']
