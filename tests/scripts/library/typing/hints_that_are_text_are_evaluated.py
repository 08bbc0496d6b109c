from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Annotated, Optional, get_args, get_origin, get_type_hints


@dataclass
class Server:
    port: int
    host: Optional[str] = None
    tags: list[str] = None


hints = get_type_hints(Server)
print(hints)  # expect: {'port': <class 'int'>, 'host': typing.Optional[str], 'tags': list[str]}
print(hints["port"] is int, hints["port"]("80") + 1, get_origin(hints["tags"]) is list)
# expect: True 81 True


def f(a: int, b: Server = None) -> str: ...


print(get_type_hints(f))
# expect: {'a': <class 'int'>, 'b': <class '__main__.Server'>, 'return': <class 'str'>}


@singledispatch
def show(x):
    return "other"


@show.register
def _(x: int):
    return "int"


@show.register
def _(x: list | tuple):
    return "seq"


@show.register
def _(x: Optional[bytes]):
    return "bytes?"


print(show(1), show([]), show("a"), show(b""), show(None))  # expect: int seq other bytes? bytes?


class Model:
    x: Annotated[int, "positive"] = 1


h = get_type_hints(Model, include_extras=True)["x"]
print(get_origin(h) is Annotated, get_args(h), h.__metadata__, get_type_hints(Model))
# expect: True (<class 'int'>, 'positive') ('positive',) {'x': <class 'int'>}
try:
    show.register(lambda x: x)
except TypeError as e:
    print(str(e)[:40])  # expect: Invalid first argument to `register()`:
