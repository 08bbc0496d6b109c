"""Names for annotations. They say something to readers and to other tools; nothing is checked."""

from collections import abc as _abc
from collections import defaultdict as _defaultdict
from collections import deque as _deque
from collections import ChainMap as _ChainMap
from collections import Counter as _Counter
from collections import OrderedDict as _OrderedDict
from collections import namedtuple as _namedtuple
from contextlib import AbstractAsyncContextManager as _AbstractAsyncContextManager
from contextlib import AbstractContextManager as _AbstractContextManager

TYPE_CHECKING = False


def _text(parameter):
    if parameter is ...:
        return "..."
    if isinstance(parameter, list):
        return f"[{', '.join(map(_text, parameter))}]"
    if isinstance(parameter, type) and not hasattr(parameter, "__args__"):
        if parameter.__module__ == "builtins":
            return parameter.__qualname__
        return f"{parameter.__module__}.{parameter.__qualname__}"
    return repr(parameter)


class _Name:
    """Something that stands in annotations: typing.Any, Optional[int] ..."""

    def __init__(self, name, origin=None, args=None):
        self._name = name
        self.__name__ = self.__qualname__ = name
        self.__module__ = "typing"
        if origin is not None:
            self.__origin__ = origin
        if args is not None:
            self.__args__ = args

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _subscripted(self, parameters)

    def __call__(self, *args, **kwargs):
        origin = getattr(self, "__origin__", None)
        if not isinstance(origin, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        return origin(*args, **kwargs)

    def __mro_entries__(self, bases):
        origin = getattr(self, "__origin__", None)
        return (origin,) if isinstance(origin, type) else (Generic,)

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        if hasattr(self, "__args__") and self._name in ("Union", "Optional"):
            return any(issubclass(cls, type(None) if each is None else each)
                       for each in self.__args__)
        origin = getattr(self, "__origin__", None)
        if hasattr(self, "__args__") or not isinstance(origin, type):
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return issubclass(cls, origin)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if not isinstance(other, _Name):
            return NotImplemented
        mine, theirs = getattr(self, "__args__", None), getattr(other, "__args__", None)
        if self._name in ("Union", "Optional") and mine and theirs:
            return set(mine) == set(theirs) and other._name in ("Union", "Optional")
        return self._name == other._name and mine == theirs

    def __hash__(self):
        args = getattr(self, "__args__", ())
        return hash(frozenset(args) if self._name in ("Union", "Optional")
                    else (self._name, tuple(map(repr, args))))

    def __repr__(self):
        if not hasattr(self, "__args__"):
            return f"typing.{self._name}"
        args = self.__args__
        if self._name == "Callable":
            *parameters, result = args
            shown = "..." if parameters == [...] else f"[{', '.join(map(_text, parameters))}]"
            return f"typing.Callable[{shown}, {_text(result)}]"
        if self._name in ("Union", "Optional") and len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_text(other)}]"
        name = "Union" if self._name == "Optional" else self._name
        shown = ", ".join("NoneType" if name == "Union" and each is type(None)
                          else _text(each) for each in args)
        return f"typing.{name}[{shown}]"


def _subscripted(name, parameters):
    none = type(None)
    parameters = tuple(none if each is None else each for each in parameters)
    if name._name == "Optional":
        return _union((*parameters, none))
    if name._name == "Union":
        return _union(parameters)
    if name._name == "Literal":
        return _Name("Literal", Literal, tuple(dict.fromkeys(parameters)))
    if name._name == "Annotated":
        made = _Name("Annotated", parameters[0], parameters)
        made.__metadata__ = parameters[1:]
        return made
    if name._name == "Callable" and isinstance(parameters[0], list):
        parameters = (*parameters[0], *parameters[1:])
    origin = getattr(name, "__origin__", name)
    return _Name(name._name, origin, parameters)


def _union(members):
    flat = []
    for each in members:
        is_union = isinstance(each, _Name) and each._name == "Union"
        inner = getattr(each, "__args__", None)
        if is_union and inner or type(each).__name__ == "UnionType":
            flat.extend(inner)
        else:
            flat.append(each)
    flat = tuple(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else _Name("Union", Union, flat)


Any, NoReturn, Never, Self, LiteralString, ClassVar, Final, Union, Optional, Literal = (
    _Name(name) for name in ("Any NoReturn Never Self LiteralString ClassVar Final Union "
                             "Optional Literal").split())
Concatenate, TypeAlias, TypeGuard, Required, NotRequired, Unpack, Annotated = (
    _Name(name) for name in ("Concatenate TypeAlias TypeGuard Required NotRequired Unpack "
                             "Annotated").split())
List, Dict, Set, FrozenSet, Tuple, Type = (
    _Name(name, origin) for name, origin in (
        ("List", list), ("Dict", dict), ("Set", set), ("FrozenSet", frozenset),
        ("Tuple", tuple), ("Type", type)))
DefaultDict = _Name("DefaultDict", _defaultdict)
OrderedDict = _Name("OrderedDict", _OrderedDict)
Counter = _Name("Counter", _Counter)
ChainMap = _Name("ChainMap", _ChainMap)
Deque = _Name("Deque", _deque)
ContextManager = _Name("ContextManager", _AbstractContextManager)
AsyncContextManager = _Name("AsyncContextManager", _AbstractAsyncContextManager)
(Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, Hashable, Iterable,
 Iterator, Generator, Reversible, Sized, Container, Callable, Collection, MutableSet,
 Mapping, MutableMapping, MappingView, KeysView, ItemsView, ValuesView, Sequence,
 MutableSequence, ByteString) = (_Name(name, getattr(_abc, name)) for name in (
     "Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable "
     "Iterator Generator Reversible Sized Container Callable Collection MutableSet Mapping "
     "MutableMapping MappingView KeysView ItemsView ValuesView Sequence MutableSequence "
     "ByteString").split())
AbstractSet = _Name("AbstractSet", _abc.Set)
Text = str


class TypeVar:
    """A variable that stands for a type."""

    def __init__(self, name, *constraints, bound=None, covariant=False,
                 contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        sign = ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~")
        return sign + self.__name__


class ParamSpec(TypeVar):
    @property
    def args(self):
        return f"{self.__name__}.args"

    @property
    def kwargs(self):
        return f"{self.__name__}.kwargs"


class TypeVarTuple:
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Parametrized:
    """Generic class with parameters: Box[int]."""

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, parameters):
        return self.__origin__[parameters]

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if not isinstance(other, _Parametrized):
            return NotImplemented
        return (self.__origin__, self.__args__) == (other.__origin__, other.__args__)

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        return f"{_text(self.__origin__)}[{', '.join(map(_text, self.__args__))}]"


class Generic:
    """A base class: may have parameters in annotations."""

    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Parametrized(cls, parameters)


class Protocol(Generic):
    """A base class: says which methods are meant."""

    __slots__ = ()
    _is_runtime = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if Protocol in cls.__bases__:
            cls.__init__ = _no_protocol_init if "__init__" not in cls.__dict__ else cls.__init__


def _no_protocol_init(self, *args, **kwargs):
    if Protocol in type(self).__bases__:
        raise TypeError("Protocols cannot be instantiated")


def runtime_checkable(cls):
    """A class decorator: isinstance() looks whether the protocol's names are there."""
    names = [name for base in cls.__mro__ if Protocol in base.__bases__
             for name in (*base.__dict__, *base.__dict__.get("__annotations__", ()))
             if not name.startswith("_abc_") and name not in _NOT_OF_PROTOCOLS]

    class _Checked(type):
        def __instancecheck__(self, instance):
            if self is not checked:
                return type.__instancecheck__(self, instance)
            return all(hasattr(instance, name) for name in names)

        def __subclasscheck__(self, subclass):
            if self is not checked:
                return type.__subclasscheck__(self, subclass)
            return all(hasattr(subclass, name) for name in names)

    namespace = {name: value for name, value in cls.__dict__.items()
                 if name not in ("__dict__", "__weakref__")}
    checked = _Checked(cls.__name__, cls.__bases__, namespace)
    return checked


_NOT_OF_PROTOCOLS = {
    "__module__", "__doc__", "__init__", "__dict__", "__weakref__", "__slots__",
    "__annotations__", "__qualname__", "__abstractmethods__", "_is_runtime",
    "__init_subclass__", "__class_getitem__", "__parameters__", "__orig_bases__",
    "__subclasshook__", "__hash__"}


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        if not bases:
            return super().__new__(meta, name, bases, namespace)
        annotations = namespace.get("__annotations__", {})
        defaults = {}
        for field in annotations:
            if field in namespace:
                defaults[field] = namespace[field]
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow "
                                f"default field{'s' if len(defaults) > 1 else ''} "
                                + ", ".join(defaults))
        made = _namedtuple(name, annotations, defaults=defaults.values(),
                           module=namespace["__module__"])
        made.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "_fields", "_make", "_replace",
                       "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in annotations and key not in ("__annotations__", "__module__",
                                                      "__qualname__", "__dict__"):
                setattr(made, key, value)
        made.__qualname__ = namespace.get("__qualname__", name)
        return made


class _NamedTupleBase(metaclass=_NamedTupleMeta):
    pass


class _NamedTupleFactory:
    """typing.NamedTuple: a base class, or a function as collections.namedtuple."""

    def __call__(self, typename, fields=None, /, **kwargs):
        pairs = list(kwargs.items() if fields is None else fields)
        made = _namedtuple(typename, [name for name, _ in pairs])
        made.__annotations__ = dict(pairs)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleFactory()


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        made = super().__new__(meta, name, (dict,), dict(namespace))
        made.__annotations__ = annotations
        made.__total__ = total
        keys = frozenset(annotations)
        made.__required_keys__ = keys if total else frozenset()
        made.__optional_keys__ = frozenset() if total else keys
        return made

    def __init__(cls, *args, **kwargs):
        pass

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


class _TypedDictFactory:
    def __call__(self, typename, fields={}, /, *, total=True):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields)}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __repr__(self):
        return "<function TypedDict>"


_TypedDictBase = _TypedDictMeta("TypedDict", (), {})
TypedDict = _TypedDictFactory()


class NewType:
    """A name for a type that only checkers tell from it."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__module__ = "__main__"
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __or__(self, other):
        return Union[self, other]

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


def cast(typ, val):
    return val


def overload(func):
    def stub(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated "
            "functions outside a stub module should always be followed by an "
            "implementation that is not @overload-ed.")

    return stub


def get_overloads(func):
    return []


def _marked(name):
    def decorator(arg):
        try:
            setattr(arg, name, True)
        except (AttributeError, TypeError):
            pass
        return arg

    return decorator


final = _marked("__final__")
no_type_check = _marked("__no_type_check__")


def no_type_check_decorator(decorator):
    return decorator


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


def dataclass_transform(**kwargs):
    return lambda cls_or_fn: cls_or_fn


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations, as they stand."""
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
    else:
        hints = dict(getattr(obj, "__annotations__", {}))
    return {name: type(None) if hint is None else hint for name, hint in hints.items()}


def get_origin(tp):
    return getattr(tp, "__origin__", type(tp) if type(tp).__name__ == "UnionType" else None)


def get_args(tp):
    args = getattr(tp, "__args__", ())
    if getattr(tp, "_name", None) == "Callable" and args and args[0] is not ...:
        return list(args[:-1]), args[-1]
    return tuple(args)


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class SupportsInt(Protocol):
    def __int__(self): ...


class SupportsFloat(Protocol):
    def __float__(self): ...


class SupportsComplex(Protocol):
    def __complex__(self): ...


class SupportsIndex(Protocol):
    def __index__(self): ...


class SupportsAbs(Protocol):
    def __abs__(self): ...


class SupportsRound(Protocol):
    def __round__(self, ndigits=0): ...


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


Pattern = _Name("Pattern")
Match = _Name("Match")
