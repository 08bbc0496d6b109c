def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


import typing, collections.abc, types
from typing import *
from dataclasses import dataclass
T = TypeVar('T'); K = TypeVar('K'); V = TypeVar('V')
for x in (Optional[int], Union[int, str], Union[int], Union[int, None, str], List[int], Dict[str, int], Tuple[int, ...], Tuple[()], Callable[[int], str], Callable[..., int], Callable[[], None], Any, Literal['a', 1], ClassVar[int], Final[int], Annotated[int, 'x', 3], Type[int], Iterable[T], Optional['Fwd'], List['Fwd'], Sequence[Optional[int]], Required[int], NotRequired[str], T, NoReturn, Generator[int, None, str], Mapping[str, List[int]], Deque[int], DefaultDict[str, int], Concatenate, TypeGuard[int]): print(x, get_origin(x), get_args(x))
# expect: typing.Optional[int] typing.Union (<class 'int'>, <class 'NoneType'>)
# expect: typing.Union[int, str] typing.Union (<class 'int'>, <class 'str'>)
# expect: <class 'int'> None ()
# expect: typing.Union[int, NoneType, str] typing.Union (<class 'int'>, <class 'NoneType'>, <class 'str'>)
# expect: typing.List[int] <class 'list'> (<class 'int'>,)
# expect: typing.Dict[str, int] <class 'dict'> (<class 'str'>, <class 'int'>)
# expect: typing.Tuple[int, ...] <class 'tuple'> (<class 'int'>, Ellipsis)
# expect: typing.Tuple[()] <class 'tuple'> ()
# expect: typing.Callable[[int], str] <class 'collections.abc.Callable'> ([<class 'int'>], <class 'str'>)
# expect: typing.Callable[..., int] <class 'collections.abc.Callable'> (Ellipsis, <class 'int'>)
# expect: typing.Callable[[], NoneType] <class 'collections.abc.Callable'> ([], <class 'NoneType'>)
# expect: typing.Any None ()
# expect: typing.Literal['a', 1] typing.Literal ('a', 1)
# expect: typing.ClassVar[int] typing.ClassVar (<class 'int'>,)
# expect: typing.Final[int] typing.Final (<class 'int'>,)
# expect: typing.Annotated[int, 'x', 3] <class 'typing.Annotated'> (<class 'int'>, 'x', 3)
# expect: typing.Type[int] <class 'type'> (<class 'int'>,)
# expect: typing.Iterable[~T] <class 'collections.abc.Iterable'> (~T,)
# expect: typing.Optional[ForwardRef('Fwd')] typing.Union (ForwardRef('Fwd'), <class 'NoneType'>)
# expect: typing.List[ForwardRef('Fwd')] <class 'list'> (ForwardRef('Fwd'),)
# expect: typing.Sequence[typing.Optional[int]] <class 'collections.abc.Sequence'> (typing.Optional[int],)
# expect: typing.Required[int] typing.Required (<class 'int'>,)
# expect: typing.NotRequired[str] typing.NotRequired (<class 'str'>,)
# expect: ~T None ()
# expect: typing.NoReturn None ()
# expect: typing.Generator[int, NoneType, str] <class 'collections.abc.Generator'> (<class 'int'>, <class 'NoneType'>, <class 'str'>)
# expect: typing.Mapping[str, typing.List[int]] <class 'collections.abc.Mapping'> (<class 'str'>, typing.List[int])
# expect: typing.Deque[int] <class 'collections.deque'> (<class 'int'>,)
# expect: typing.DefaultDict[str, int] <class 'collections.defaultdict'> (<class 'str'>, <class 'int'>)
# expect: typing.Concatenate None ()
# expect: typing.TypeGuard[int] typing.TypeGuard (<class 'int'>,)
t(lambda: list[int].__origin__)  # expect: <class 'list'>
t(lambda: list[T][int])  # expect: list[int]
t(lambda: dict[K, V][int, str])  # expect: dict[int, str]
t(lambda: List[T][int])  # expect: typing.List[int]
t(lambda: Dict[K, V][int, str])  # expect: typing.Dict[int, str]
t(lambda: list[T].__parameters__)  # expect: (~T,)
t(lambda: List[int][str])  # expect: TypeError typing.List[int] is not a generic class
t(lambda: list[int][str])  # expect: TypeError list[int] is not a generic class
t(lambda: Optional[T][int])  # expect: typing.Optional[int]
t(lambda: Union[T, str][int])  # expect: typing.Union[int, str]
t(lambda: Callable[[T], K][int, str])  # expect: typing.Callable[[int], str]
t(lambda: Dict[K, V][int])
# expect: TypeError Too few arguments for typing.Dict[~K, ~V]; actual 1, expected 2
t(lambda: List[int, str])
# expect: TypeError Too many arguments for typing.List; actual 2, expected 1
t(lambda: Dict[int])  # expect: TypeError Too few arguments for typing.Dict; actual 1, expected 2
t(lambda: Optional[int, str])
# expect: TypeError typing.Optional requires a single type. Got (<class 'int'>, <class 'str'>).
t(lambda: Union[()])  # expect: TypeError Cannot take a Union of no types.
t(lambda: ClassVar[int, str])
# expect: TypeError typing.ClassVar accepts only single type. Got (<class 'int'>, <class 'str'>).
t(lambda: Any[int])  # expect: TypeError type 'Any' is not subscriptable
t(lambda: Hashable[int])  # expect: TypeError typing.Hashable is not a generic class
t(lambda: int | None)  # expect: int | None
t(lambda: (int | str) == (str | int))  # expect: True
t(lambda: Union[int, str] == (int | str))  # expect: True
t(lambda: int | List[int])  # expect: typing.Union[int, typing.List[int]]
t(lambda: List[int] | None)  # expect: typing.Optional[typing.List[int]]
t(lambda: T | int)  # expect: typing.Union[~T, int]
t(lambda: isinstance(3, int | str))  # expect: True
t(lambda: isinstance(3, Union[int, str]))  # expect: True
t(lambda: isinstance(None, Optional[int]))  # expect: True
t(lambda: isinstance([], List))  # expect: True
t(lambda: isinstance([], List[int]))
# expect: TypeError Subscripted generics cannot be used with class and instance checks
t(lambda: issubclass(list, Sequence))  # expect: True
t(lambda: isinstance(3, Any))  # expect: TypeError typing.Any cannot be used with isinstance()
t(lambda: isinstance([], list[int]))
# expect: TypeError isinstance() argument 2 cannot be a parameterized generic
class Box(Generic[T]):
    def __init__(self, v): self.v = v
class Pair(Box[K], Generic[K, V]): pass
class IntBox(Box[int]): pass
t(lambda: Box.__parameters__)  # expect: (~T,)
t(lambda: Box[int])  # expect: __main__.Box[int]
t(lambda: Box[int](3).v)  # expect: 3
t(lambda: Box[int](3).__orig_class__)  # expect: __main__.Box[int]
t(lambda: Pair.__parameters__)  # expect: (~K, ~V)
t(lambda: Pair[int, str])  # expect: __main__.Pair[int, str]
t(lambda: Pair[int])
# expect: TypeError Too few arguments for <class '__main__.Pair'>; actual 1, expected 2
t(lambda: IntBox[int])  # expect: TypeError <class '__main__.IntBox'> is not a generic class
t(lambda: IntBox.__orig_bases__)  # expect: (__main__.Box[int],)
t(lambda: Box[int] == Box[int])  # expect: True
t(lambda: Box[T][str])  # expect: __main__.Box[str]
t(lambda: [c.__name__ for c in Pair.__mro__])  # expect: ['Pair', 'Box', 'Generic', 'object']
t(lambda: Box[int].__args__)  # expect: (<class 'int'>,)
t(lambda: get_origin(Box[int]) is Box)  # expect: True
def g1():
    class X(Generic): pass
t(g1)  # expect: TypeError Cannot inherit from plain Generic
t(lambda: Generic[int])
# expect: TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.
t(lambda: Generic[T, T]);   # expect: TypeError Parameters to Generic[...] must all be unique
def g2():
    class X(List[T], Generic[K]): pass
t(g2)  # expect: TypeError Some type variables (~T) are not listed in Generic[~K]
t(lambda: TypeVar('Q', int))  # expect: TypeError A single constraint is not allowed
t(lambda: TypeVar('Q', int, str).__constraints__)  # expect: (<class 'int'>, <class 'str'>)
t(lambda: TypeVar('Q', bound=int).__bound__)  # expect: <class 'int'>
t(lambda: TypeVar('Q', int, str, bound=int))
# expect: TypeError Constraints cannot be combined with bound=...
t(lambda: TypeVar('Q', covariant=True))  # expect: +Q
t(lambda: TypeVar('Q', covariant=True, contravariant=True))
# expect: ValueError Bivariant types are not supported.
class Proto(Protocol):
    def m(self) -> int: ...
@runtime_checkable
class RP(Protocol):
    def m(self) -> int: ...
@runtime_checkable
class Attr(Protocol):
    name: str
class Has:
    name = 'x'
    def m(self): return 1
class Sub(Proto):
    def m(self): return 5
t(lambda: isinstance(Has(), RP))  # expect: True
t(lambda: isinstance(3, RP))  # expect: False
t(lambda: isinstance(Has(), Proto))
# expect: TypeError Instance and class checks can only be used with @runtime_checkable protocols
t(lambda: isinstance(Has(), Attr))  # expect: True
t(lambda: issubclass(Has, RP))  # expect: True
t(lambda: Proto())  # expect: TypeError Protocols cannot be instantiated
t(lambda: Sub().m())  # expect: 5
t(lambda: RP.__name__)  # expect: 'RP'
class NM: m = None
t(lambda: isinstance(NM(), RP))  # expect: False
t(lambda: issubclass(NM, RP))  # expect: False
class PG(Protocol[T]):
    def get(self) -> T: ...
t(lambda: PG[int])  # expect: __main__.PG[int]
t(lambda: PG.__parameters__)  # expect: (~T,)
class Init(Protocol):
    x: int
    def __init__(self): self.x = 3
class InitKid(Init): pass
t(lambda: InitKid().x)  # expect: 3
def rc():
    @runtime_checkable
    class X: pass
t(rc)
# expect: TypeError @runtime_checkable can be only applied to protocol classes, got <class '__main__.rc.<locals>.X'>
class TD(TypedDict):
    a: int
    b: NotRequired[str]
class TD2(TD, total=False):
    c: int
    d: Required[int]
for d in (TD, TD2): print(sorted(d.__required_keys__), sorted(d.__optional_keys__), d.__total__, d.__annotations__)
# expect: ['a'] ['b'] True {'a': <class 'int'>, 'b': typing.NotRequired[str]}
# expect: ['a', 'd'] ['b', 'c'] False {'a': <class 'int'>, 'b': typing.NotRequired[str], 'c': <class 'int'>, 'd': typing.Required[int]}
t(lambda: TD(a=1))  # expect: {'a': 1}
t(lambda: isinstance({}, TD))
# expect: TypeError TypedDict does not support instance and class checks
t(lambda: get_type_hints(TD2))
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'c': <class 'int'>, 'd': <class 'int'>}
t(lambda: get_type_hints(TD, include_extras=True))
# expect: {'a': <class 'int'>, 'b': typing.NotRequired[str]}
t(lambda: TypedDict('X', {'a': int})(a=1))  # expect: {'a': 1}
t(lambda: is_typeddict(TD))  # expect: True
t(lambda: is_typeddict(dict))  # expect: False
class NT(NamedTuple):
    a: int
    b: str = 'x'
t(lambda: NT(1))  # expect: NT(a=1, b='x')
t(lambda: NT.__annotations__)  # expect: {'a': <class 'int'>, 'b': <class 'str'>}
t(lambda: NT._field_defaults)  # expect: {'b': 'x'}
t(lambda: NT(1)._asdict())  # expect: {'a': 1, 'b': 'x'}
t(lambda: NT._fields)  # expect: ('a', 'b')
t(lambda: get_type_hints(NT))  # expect: {'a': <class 'int'>, 'b': <class 'str'>}
t(lambda: NamedTuple('Q', [('a', int)])(1))  # expect: Q(a=1)
UserId = NewType('UserId', int)
t(lambda: UserId(5))  # expect: 5
t(lambda: UserId)  # expect: __main__.UserId
t(lambda: UserId.__supertype__)  # expect: <class 'int'>
t(lambda: UserId.__name__)  # expect: 'UserId'
t(lambda: cast(int, 'x'))  # expect: 'x'
t(lambda: TYPE_CHECKING);   # expect: False
@dataclass
class Node:
    kids: 'list[Node]'
    up: Optional['Node'] = None
    m: Annotated['int', 4] = 1
    q: 'dict[str, typing.List[int]] | None' = None
    lit: "Literal['a', -1, None, True]" = 'a'
    cb: 'Callable[[int, str], Node]' = None
    tu: 'tuple[int, ...]' = ()
    nn: None = None
h = get_type_hints(Node)
for k in h: print(k, h[k])
# expect: kids list[__main__.Node]
# expect: up typing.Optional[__main__.Node]
# expect: m <class 'int'>
# expect: q dict[str, typing.List[int]] | None
# expect: lit typing.Literal['a', -1, None, True]
# expect: cb typing.Callable[[int, str], __main__.Node]
# expect: tu tuple[int, ...]
# expect: nn <class 'NoneType'>
print(get_type_hints(Node, include_extras=True)['m'])  # expect: typing.Annotated[int, 4]
def f(a: 'int', b: 'Nope' = 1) -> 'str': ...
t(lambda: get_type_hints(f))  # expect: NameError name 'Nope' is not defined
t(lambda: get_type_hints(f, {'Nope': float}))
# expect: {'a': <class 'int'>, 'b': <class 'float'>, 'return': <class 'str'>}
t(lambda: get_type_hints(f, localns={'Nope': bytes}))
# expect: {'a': <class 'int'>, 'b': <class 'bytes'>, 'return': <class 'str'>}
t(lambda: get_type_hints(3))  # expect: TypeError 3 is not a module, class, method, or function.
t(lambda: get_type_hints(lambda: 1))  # expect: {}
def bad(a: 'int +'): ...
try: get_type_hints(bad)
except SyntaxError as e: print('SyntaxError', e.msg)
# expect: SyntaxError Forward reference must be an expression -- got 'int +'
class A1: x: int
class B1(A1): y: 'A1'
t(lambda: get_type_hints(B1))  # expect: {'x': <class 'int'>, 'y': <class '__main__.A1'>}
t(lambda: ForwardRef('x'))  # expect: ForwardRef('x')
t(lambda: ForwardRef('x') == ForwardRef('x'))  # expect: True
t(lambda: List['x'] == List['x'])  # expect: True
t(lambda: Literal[1, 1])  # expect: typing.Literal[1]
t(lambda: Literal[Literal[1, 2], 3])  # expect: typing.Literal[1, 2, 3]
t(lambda: Literal[1] == Literal[True])  # expect: False
t(lambda: Annotated[Annotated[int, 1], 2])  # expect: typing.Annotated[int, 1, 2]
t(lambda: Annotated[int])
# expect: TypeError Annotated[...] should be used with at least two arguments (a type and an annotation).
t(lambda: Annotated[List[T], 1][int])  # expect: typing.Annotated[typing.List[int], 1]
t(lambda: Annotated[int, 1] == Annotated[int, 1])  # expect: True
t(lambda: Annotated[int, 1].__origin__)  # expect: <class 'int'>
t(lambda: List())  # expect: TypeError Type List cannot be instantiated; use list() instead
t(lambda: Dict())  # expect: TypeError Type Dict cannot be instantiated; use dict() instead
t(lambda: Deque())  # expect: deque([])
t(lambda: DefaultDict(int))  # expect: defaultdict(<class 'int'>, {})
t(lambda: Union())  # expect: TypeError Cannot instantiate typing.Union
t(lambda: Any())  # expect: TypeError Any cannot be instantiated
t(lambda: Optional[int]())  # expect: TypeError Cannot instantiate typing.Union
t(lambda: collections.abc.Sequence[int])  # expect: collections.abc.Sequence[int]
t(lambda: collections.abc.Mapping[str, int].__args__)  # expect: (<class 'str'>, <class 'int'>)
t(lambda: get_args(collections.abc.Callable[[int], str]))
# expect: ([<class 'int'>], <class 'str'>)
t(lambda: get_origin(collections.abc.Iterable[int]))  # expect: <class 'collections.abc.Iterable'>
class SQ(collections.abc.Sequence[int]):
    def __len__(s): return 1
    def __getitem__(s, i): return 4
t(lambda: hash(Optional[int]) == hash(Union[int, None]))  # expect: True
t(lambda: {Optional[int]: 1}[Union[None, int]])  # expect: 1
t(lambda: typing.get_origin(int))  # expect: None
t(lambda: get_args(int))  # expect: ()
t(lambda: get_origin(List))  # expect: <class 'list'>
t(lambda: get_origin(Generic[T]))  # expect: <class 'typing.Generic'>
t(lambda: get_origin(Generic))  # expect: <class 'typing.Generic'>
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
def ov(a): return a
t(lambda: ov(3))  # expect: 3
@final
class Fin: pass
t(lambda: Fin.__final__)  # expect: True
t(lambda: no_type_check(f).__no_type_check__)  # expect: True
P = ParamSpec('P')
t(lambda: P.args)  # expect: P.args
t(lambda: Callable[P, int])  # expect: typing.Callable[~P, int]
t(lambda: Callable[Concatenate[int, P], int])
# expect: typing.Callable[typing.Concatenate[int, ~P], int]
Ts = TypeVarTuple('Ts')
class VT(Generic[Unpack[Ts]]): pass
t(lambda: VT[int, str])  # expect: __main__.VT[int, str]
class Shape(Generic[T, *Ts]): pass
t(lambda: Shape[int, str, float])  # expect: __main__.Shape[int, str, float]
