"""Names for annotations. They say something to readers and to other tools; nothing is checked."""

import re as _re
import sys as _sys
from abc import ABCMeta as _ABCMeta
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
    if isinstance(parameter, tuple):
        return f"({', '.join(map(_text, parameter))})"
    if isinstance(parameter, type) and not hasattr(parameter, "__args__"):
        if parameter.__module__ == "builtins":
            return parameter.__qualname__
        return f"{parameter.__module__}.{parameter.__qualname__}"
    return repr(parameter)


def _typed(values):
    """1 and True are two things in Literal."""
    return {(type(each), each) for each in values}


def _is_variable(arg):
    return isinstance(arg, (TypeVar, TypeVarTuple))


def _variables(args):
    """The type variables in arguments, in order, each once."""
    found = {}
    for arg in args:
        if _is_variable(arg):
            found[arg] = None
        elif isinstance(arg, (list, tuple)):
            found.update(dict.fromkeys(_variables(arg)))
        elif not isinstance(arg, type):
            found.update(dict.fromkeys(getattr(arg, "__parameters__", ())))
    return tuple(found)


def _check_count(what, given, wanted):
    if wanted == 0:
        raise TypeError(f"{what} is not a generic class")
    if given != wanted:
        kind = "many" if given > wanted else "few"
        raise TypeError(f"Too {kind} arguments for {what}; actual {given}, "
                        f"expected {wanted}")


def _substituted(what, args, parameters):
    """The arguments with others in the place of the variables in them."""
    variables = _variables(args)
    if not any(isinstance(each, (ParamSpec, TypeVarTuple)) for each in variables):
        _check_count(what, len(parameters), len(variables))
    elif len(variables) == 1:
        if isinstance(variables[0], TypeVarTuple) or not isinstance(parameters[0], list):
            parameters = (parameters,)
    values = dict(zip(variables, parameters))

    def settle(arg):
        if _is_variable(arg):
            return values.get(arg, arg)
        if isinstance(arg, (list, tuple)):
            return type(arg)(map(settle, arg))
        inner = () if isinstance(arg, type) else getattr(arg, "__parameters__", ())
        return arg[tuple(values.get(each, each) for each in inner)] if inner else arg

    settled = []
    for arg in args:
        value = settle(arg)
        unpacks = (getattr(arg, "_name", None) == "Unpack" or isinstance(arg, ParamSpec)
                   or isinstance(arg, TypeVarTuple))
        if unpacks and isinstance(value, (list, tuple)):
            settled.extend(value)
        else:
            settled.append(value)
    return tuple(settled)


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
            self.__parameters__ = _variables(args)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if not hasattr(self, "__args__"):
            return _subscripted(self, parameters)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        args = _substituted(self, self.__args__, parameters)
        if self._name == "Annotated":
            return Annotated[(*args, *self.__metadata__)]
        if self._name == "Callable":
            return Callable[args[0] if args[:-1] == (...,) else list(args[:-1]), args[-1]]
        return _subscripted(self, args)

    def __call__(self, *args, **kwargs):
        origin = getattr(self, "__origin__", None)
        if self._name == "Any":
            raise TypeError("Any cannot be instantiated")
        if not isinstance(origin, type):
            what = Union if self._name in ("Union", "Optional") else self
            raise TypeError(f"Cannot instantiate {what!r}")
        if self._name in _NOT_CALLED:
            raise TypeError(f"Type {self._name} cannot be instantiated; use "
                            f"{origin.__name__}() instead")
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
        if hasattr(self, "__args__"):
            raise TypeError("Subscripted generics cannot be used with class and "
                            "instance checks")
        if not isinstance(origin, type):
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return issubclass(cls, origin)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if type(other).__name__ == "UnionType":
            return (self._name in ("Union", "Optional") and hasattr(self, "__args__")
                    and set(self.__args__) == set(other.__args__))
        if not isinstance(other, _Name):
            return NotImplemented
        mine, theirs = getattr(self, "__args__", None), getattr(other, "__args__", None)
        if self._name == "Literal" and mine and theirs:
            return other._name == "Literal" and _typed(mine) == _typed(theirs)
        if self._name == "Annotated":
            return mine == theirs and (getattr(self, "__metadata__", None)
                                       == getattr(other, "__metadata__", None))
        if self._name in ("Union", "Optional") and mine and theirs:
            return set(mine) == set(theirs) and other._name in ("Union", "Optional")
        return self._name == other._name and mine == theirs

    def __hash__(self):
        args = getattr(self, "__args__", ())
        return hash(frozenset(args) if self._name in ("Union", "Optional")
                    else (self._name, tuple(map(repr, args))))

    def __repr__(self):
        if not hasattr(self, "__args__"):
            return ("<class 'typing.Annotated'>" if self._name == "Annotated"
                    else f"typing.{self._name}")
        args = self.__args__
        if self._name == "Tuple" and not args:
            return "typing.Tuple[()]"
        if self._name == "Literal":
            return f"typing.Literal[{', '.join(map(repr, args))}]"
        if self._name == "Annotated":
            metadata = ", ".join(map(repr, self.__metadata__))
            return f"typing.Annotated[{_text(args[0])}, {metadata}]"
        if self._name == "Callable":
            *parameters, result = args
            first = parameters[0] if len(parameters) == 1 else None
            if first is ... or isinstance(first, ParamSpec) or (
                    getattr(first, "_name", None) == "Concatenate"):
                shown = _text(first)
            else:
                shown = f"[{', '.join(map(_text, parameters))}]"
            return f"typing.Callable[{shown}, {_text(result)}]"
        if self._name in ("Union", "Optional") and len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_text(other)}]"
        name = "Union" if self._name == "Optional" else self._name
        shown = ", ".join("NoneType" if name == "Union" and each is type(None)
                          else _text(each) for each in args)
        return f"typing.{name}[{shown}]"


def _as_type(parameter):
    """What may stand for a type: None for its class, text for what it will name."""
    if parameter is None:
        return type(None)
    return ForwardRef(parameter) if isinstance(parameter, str) else parameter


def _subscripted(name, parameters):
    kind = name._name
    if kind == "Literal":
        values = []
        for each in parameters:
            values.extend(each.__args__ if getattr(each, "_name", None) == "Literal"
                          else (each,))
        unique = dict.fromkeys((type(each), each) for each in values)
        return _Name("Literal", Literal, tuple(each for _, each in unique))
    if kind == "Annotated":
        if len(parameters) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments "
                            "(a type and an annotation).")
        inner, metadata = _as_type(parameters[0]), parameters[1:]
        if getattr(inner, "_name", None) == "Annotated":
            inner, metadata = inner.__origin__, (*inner.__metadata__, *metadata)
        made = _Name("Annotated", inner, (inner,))
        made.__metadata__ = metadata
        return made
    if kind == "Any":
        raise TypeError("type 'Any' is not subscriptable")
    if kind in ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"):
        raise TypeError(f"{name!r} is not subscriptable")
    if kind == "Tuple" and parameters == ((),):
        parameters = ()
    if kind == "Callable":
        if len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        if isinstance(parameters[0], list):
            parameters = (*parameters[0], *parameters[1:])
    parameters = tuple(map(_as_type, parameters))
    if kind == "Union" and not parameters:
        raise TypeError("Cannot take a Union of no types.")
    if kind == "Optional":
        if len(parameters) != 1:
            raise TypeError(f"{name!r} requires a single type. Got {parameters!r}."[:100])
        return _union((*parameters, type(None)))
    if kind == "Union":
        return _union(parameters)
    if kind in _COUNTS:
        _check_count(name, len(parameters), _COUNTS[kind])
    elif kind in _ONE_TYPE and len(parameters) != 1:
        raise TypeError(f"{name!r} accepts only single type. Got {parameters!r}."[:100])
    origin = getattr(name, "__origin__", name)
    return _Name(kind, origin, parameters)


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

# How many types stand behind a name.
_COUNTS = {
    **dict.fromkeys("List Set FrozenSet Type Counter Deque ContextManager "
                    "AsyncContextManager Awaitable AsyncIterable AsyncIterator Iterable "
                    "Iterator Reversible Container Collection MutableSet KeysView "
                    "ValuesView MappingView Sequence MutableSequence AbstractSet "
                    "Pattern Match".split(), 1),
    **dict.fromkeys("Dict DefaultDict OrderedDict ChainMap AsyncGenerator Mapping "
                    "MutableMapping ItemsView".split(), 2),
    **dict.fromkeys("Coroutine Generator".split(), 3),
    **dict.fromkeys("Hashable Sized ByteString".split(), 0)}
_ONE_TYPE = {"ClassVar", "Final", "Required", "NotRequired", "TypeGuard", "Unpack"}
_NOT_CALLED = {"List", "Dict", "Set", "FrozenSet", "Tuple", "Type"}


class TypeVar:
    """A variable that stands for a type."""

    def __init__(self, name, *constraints, bound=None, covariant=False,
                 contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        constraints = tuple(map(_as_type, constraints))
        bound = _as_type(bound) if isinstance(bound, str) else bound
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __typing_subst__(self, arg):
        """Marks what list[T] may put something else in the place of."""
        return arg

    def __repr__(self):
        sign = ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~")
        return sign + self.__name__


class ParamSpecArgs:
    """The positional arguments of a ParamSpec: P.args."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs(ParamSpecArgs):
    """The keyword arguments of a ParamSpec: P.kwargs."""

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(TypeVar):
    """A variable that stands for parameters."""

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class TypeVarTuple:
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


class ForwardRef:
    """The text of a type that is known later."""

    def __init__(self, arg):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Parametrized:
    """Generic class with parameters: Box[int]."""

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _variables(args)

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
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self!r}")
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Parametrized(self.__origin__,
                             _substituted(self, self.__args__,
                                          tuple(map(_as_type, parameters))))

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic:
            behind = bases[bases.index(self) + 1:]
            if any(isinstance(each, _Parametrized) for each in behind) or any(
                    isinstance(each, type) and issubclass(each, Generic)
                    and each is not Generic for each in bases):
                return ()
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
        parameters = tuple(map(_as_type, parameters))
        if cls in (Generic, Protocol):
            if not all(map(_is_variable, map(_unpacked, parameters))):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type "
                                "variables or parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Parametrized(cls, parameters)
        wanted = getattr(cls, "__parameters__", ())
        if not any(isinstance(each, (ParamSpec, TypeVarTuple)) for each in wanted):
            _check_count(cls, len(parameters), len(wanted))
        return _Parametrized(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", cls.__bases__)
        if Generic in bases and cls.__module__ != __name__:
            raise TypeError("Cannot inherit from plain Generic")
        found = _variables(base for base in bases if not isinstance(base, type))
        for base in bases:
            if isinstance(base, _Parametrized) and base.__origin__ in (Generic, Protocol):
                missing = [each for each in found if each not in base.__parameters__]
                if missing:
                    raise TypeError(
                        f"Some type variables ({', '.join(map(str, missing))}) are not "
                        f"listed in {base.__origin__.__name__}"
                        f"[{', '.join(map(str, base.__parameters__))}]")
                found = base.__parameters__
        cls.__parameters__ = found


def _unpacked(parameter):
    return (parameter.__args__[0] if getattr(parameter, "_name", None) == "Unpack"
            else parameter)


_NOT_RUNTIME = ("Instance and class checks can only be used with @runtime_checkable "
                "protocols")


class _ProtocolMeta(_ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not cls._is_runtime_protocol:
            raise TypeError(_NOT_RUNTIME)
        if type.__instancecheck__(cls, instance) or (
                _has_methods_only(cls) and issubclass(type(instance), cls)):
            return True
        return all(hasattr(instance, name)
                   and (not callable(getattr(cls, name, None))
                        or getattr(instance, name) is not None)
                   for name in _protocol_names(cls))


def _protocol_names(cls):
    return [name for base in cls.__mro__[:-1] if base not in (Protocol, Generic)
            for name in (*base.__dict__, *base.__dict__.get("__annotations__", ()))
            if not name.startswith("_abc_") and name not in _NOT_OF_PROTOCOLS]


def _has_methods_only(cls):
    return all(callable(getattr(cls, name, None)) for name in _protocol_names(cls))


def _has_name(subclass, name):
    for base in subclass.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if name in base.__dict__.get("__annotations__", ()) and getattr(
                subclass, "_is_protocol", False):
            return True
    return False


class Protocol(Generic, metaclass=_ProtocolMeta):
    """A base class: says which methods are meant."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol_init

    @classmethod
    def __subclasshook__(cls, subclass):
        if not cls.__dict__.get("_is_protocol") or cls is Protocol:
            return NotImplemented
        if not cls._is_runtime_protocol:
            raise TypeError(_NOT_RUNTIME)
        if not _has_methods_only(cls):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        return (True if all(_has_name(subclass, name) for name in _protocol_names(cls))
                else NotImplemented)


def _no_protocol_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    # A class below it uses the next __init__ that is none of a protocol.
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_protocol_init)
        if init is not _no_protocol_init:
            return init(self, *args, **kwargs)


def runtime_checkable(cls):
    """A class decorator: isinstance() looks whether the protocol's names are there."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)
            and getattr(cls, "_is_protocol", False)):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, "
                        f"got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


_NOT_OF_PROTOCOLS = {
    "__module__", "__doc__", "__init__", "__dict__", "__weakref__", "__slots__",
    "__annotations__", "__qualname__", "__abstractmethods__", "_is_protocol",
    "_is_runtime_protocol", "__init_subclass__", "__class_getitem__", "__parameters__",
    "__orig_bases__", "__subclasshook__", "__hash__", "__new__", "__match_args__"}


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
        required, optional = set(), set()
        for base in bases:
            required |= getattr(base, "__required_keys__", frozenset())
            optional |= getattr(base, "__optional_keys__", frozenset())
        for key, hint in namespace.get("__annotations__", {}).items():
            if getattr(hint, "_name", None) == "Annotated":
                hint = hint.__origin__
            kind = getattr(hint, "_name", None)
            is_required = kind == "Required" or (total and kind != "NotRequired")
            (required if is_required else optional).add(key)
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
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


class _Reader:
    """Reads the text of a type: names, dots, subscripts, |, lists and literals."""

    _TOKEN = _re.compile(r"""\s*(?:(?P<name>[^\W\d]\w*)|(?P<number>\d[\d_]*)
        |(?P<text>[bB]?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))
        |(?P<sign>\.\.\.|[][().,|*-])|(?P<end>$))""", _re.VERBOSE)
    _CONSTANTS = {"None": None, "True": True, "False": False}

    def __init__(self, text, scopes):
        self._text = text
        self._scopes = scopes
        self._at = 0
        self._advance()

    def read(self):
        value = self._union()
        if self._kind != "end":
            self._refuse()
        return value

    def _refuse(self):
        raise SyntaxError(f"Forward reference must be an expression -- got {self._text!r}")

    def _advance(self):
        match = self._TOKEN.match(self._text, self._at)
        if match is None:
            self._refuse()
        self._kind = match.lastgroup
        self._token = match.group(self._kind)
        self._at = match.end()

    def _take(self, sign):
        if self._kind != "sign" or self._token != sign:
            return False
        self._advance()
        return True

    def _union(self):
        value = self._primary()
        while self._take("|"):
            value = value | self._primary()
        return value

    def _primary(self):
        value = self._atom()
        while True:
            if self._take("."):
                if self._kind != "name":
                    self._refuse()
                value = getattr(value, self._token)
                self._advance()
            elif self._take("["):
                value = value[self._items("]")]
            elif self._take("("):
                items = self._items(")") if not self._take(")") else ()
                value = value(*(items if isinstance(items, tuple) else (items,)))
            else:
                return value

    def _items(self, end):
        """What stands in brackets: one value, or a tuple where there are commas."""
        values, is_tuple = [], False
        while not self._take(end):
            if self._take("*"):
                values.extend(self._union())
                is_tuple = True
            else:
                values.append(self._union())
            if self._take(","):
                is_tuple = True
            elif not (self._kind == "sign" and self._token == end):
                self._refuse()
        if not values and not is_tuple:
            self._refuse()
        return tuple(values) if is_tuple else values[0]

    def _atom(self):
        kind, token = self._kind, self._token
        if kind == "end":
            self._refuse()
        self._advance()
        if kind == "name":
            return self._CONSTANTS[token] if token in self._CONSTANTS else self._named(token)
        if kind == "number":
            return int(token)
        if kind == "text":
            text = token.lstrip("bB")[1:-1].encode("latin-1", "backslashreplace")
            text = _re.sub(rb"\\(.)", rb"\1", text)
            return text if token[0] in "bB" else text.decode("latin-1")
        if token == "...":
            return ...
        if token == "-" and self._kind == "number":
            number = int(self._token)
            self._advance()
            return -number
        if token == "(":
            return () if self._take(")") else self._items(")")
        if token == "[":
            if self._take("]"):
                return []
            items = self._items("]")
            return list(items) if isinstance(items, tuple) else [items]
        self._refuse()

    def _named(self, name):
        for scope in self._scopes:
            if name in scope:
                return scope[name]
        raise NameError(f"name {name!r} is not defined", name=name)


def _evaluated(hint, scopes):
    """A hint with all text in it read."""
    if hint is None:
        return type(None)
    if isinstance(hint, str):
        hint = ForwardRef(hint)
    if isinstance(hint, ForwardRef):
        return _evaluated(_Reader(hint.__forward_arg__, scopes).read(), scopes)
    if isinstance(hint, list):
        return [_evaluated(each, scopes) for each in hint]
    args = () if isinstance(hint, type) else getattr(hint, "__args__", ())
    if not args or getattr(hint, "_name", None) == "Literal":
        return hint
    settled = tuple(each if each is ... or each is None else _evaluated(each, scopes)
                    for each in args)
    return hint if settled == args else _with_args(hint, settled)


def _with_args(hint, args):
    """A subscripted name, class or union with other arguments."""
    if isinstance(hint, _Parametrized):
        return _Parametrized(hint.__origin__, args)
    if not isinstance(hint, _Name):
        if type(hint).__name__ == "UnionType":
            value = args[0]
            for each in args[1:]:
                value = value | each
            return value
        return type(hint)(hint.__origin__, args)
    if hint._name == "Annotated":
        return Annotated[(*args, *hint.__metadata__)]
    if hint._name in ("Union", "Optional"):
        return _union(args)
    return _Name(hint._name, hint.__origin__, args)


def _stripped(hint):
    """A hint without Annotated, Required and NotRequired, however deep they are in it."""
    if getattr(hint, "_name", None) in ("Annotated", "Required", "NotRequired") and hasattr(
            hint, "__args__"):
        return _stripped(hint.__args__[0])
    args = () if isinstance(hint, type) else getattr(hint, "__args__", ())
    if not args or getattr(hint, "_name", None) == "Literal":
        return hint
    settled = tuple(map(_stripped, args))
    return hint if settled == args else _with_args(hint, settled)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, a module or a function, with those that are text
    evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    builtins = vars(_sys.modules.get("builtins") or __import__("builtins"))
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            module = _sys.modules.get(base.__module__)
            own = vars(module) if module is not None else {}
            scopes = ([own if globalns is None else globalns, dict(vars(base)), builtins]
                      if localns is None else
                      [localns, own if globalns is None else globalns, builtins])
            if globalns is None and localns is None:
                scopes = [dict(vars(base)), own, builtins]
            for name, hint in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _evaluated(hint, scopes)
    else:
        found = getattr(obj, "__annotations__", None)
        if found is None:
            if not callable(obj) and not hasattr(obj, "__dict__"):
                raise TypeError(f"{obj!r} is not a module, class, method, or function.")
            return {}
        if globalns is None:
            if isinstance(obj, type(_sys)):
                globalns = vars(obj)
            else:
                while hasattr(obj, "__wrapped__"):
                    obj = obj.__wrapped__
                globalns = getattr(obj, "__globals__", {})
        scopes = [globalns if localns is None else localns, globalns, builtins]
        for name, hint in found.items():
            hints[name] = _evaluated(hint, scopes)
    if include_extras:
        return hints
    return {name: _stripped(hint) for name, hint in hints.items()}


def get_origin(tp):
    """list of list[int], Union of int | None; None where there is none."""
    if getattr(tp, "_name", None) == "Annotated" and hasattr(tp, "__args__"):
        return Annotated
    if tp is Generic:
        return Generic
    if type(tp).__name__ == "UnionType":
        return type(tp)
    return None if isinstance(tp, type) and not hasattr(type(tp), "__origin__") else (
        getattr(tp, "__origin__", None))


def get_args(tp):
    """The arguments behind a name, as they were given."""
    args = getattr(tp, "__args__", ())
    if getattr(tp, "_name", None) == "Annotated" and args:
        return (tp.__origin__, *tp.__metadata__)
    if get_origin(tp) is _abc.Callable and args and args[0] is not ...:
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


class IO(Generic[AnyStr]):
    pass


class TextIO(IO[str]):
    pass


class BinaryIO(IO[bytes]):
    pass


Pattern = _Name("Pattern")
Match = _Name("Match")
