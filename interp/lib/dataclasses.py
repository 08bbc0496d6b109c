"""Classes made of their annotated attributes."""

import copy as _copy

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY",
           "MISSING", "fields", "asdict", "astuple", "make_dataclass", "replace",
           "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Mark:
    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


MISSING = _Mark("<dataclasses.MISSING>")
KW_ONLY = _Mark("<dataclasses.KW_ONLY>")
_FACTORY = _Mark("<factory>")
_FIELD = _Mark("_FIELD")
_CLASSVAR = _Mark("_FIELD_CLASSVAR")
_INITVAR = _Mark("_FIELD_INITVAR")


class InitVar:
    """An annotation: a parameter of __init__ that goes to __post_init__ only."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        name = getattr(self.type, "__name__", None) or repr(self.type)
        return f"dataclasses.InitVar[{name}]"


class Field:
    """What a data class knows of one of its fields."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata,
                 kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = type(type.__dict__)({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash",
                 "compare", "metadata", "kw_only", "_field_type")
        return f"Field({','.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def __set_name__(self, owner, name):
        method = getattr(type(self.default), "__set_name__", None)
        if method is not None:
            method(self.default, owner, name)

    @property
    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """Says more of a field than its annotation and default do."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# -- Fields

def _is_classvar(annotation):
    if isinstance(annotation, str):
        head = annotation.split("[")[0].strip()
        return head in ("ClassVar", "typing.ClassVar", "t.ClassVar")
    origin = getattr(annotation, "__origin__", annotation)
    return (getattr(annotation, "_name", None) == "ClassVar"
            or getattr(origin, "_name", None) == "ClassVar")


def _is_initvar(annotation):
    if isinstance(annotation, str):
        head = annotation.split("[")[0].strip()
        return head in ("InitVar", "dataclasses.InitVar")
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only_mark(annotation):
    return annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY")


def _field_of(cls, name, annotation, kw_only):
    # What reading it gives: a descriptor answers itself, a base class has its own.
    default = getattr(cls, name, MISSING)
    if type(default).__name__ == "member_descriptor":
        default = MISSING  # A slot, not a default.
    made = default if isinstance(default, Field) else field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = (_CLASSVAR if _is_classvar(annotation)
                        else _INITVAR if _is_initvar(annotation) else _FIELD)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is _CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not "
                         "allowed: use default_factory")
    return made


def _collect_fields(cls, kw_only):
    found = {}
    for base in cls.__mro__[-1:0:-1]:
        found.update(base.__dict__.get("__dataclass_fields__", {}))
    annotations = cls.__dict__.get("__annotations__", {})
    has_mark = False
    for name, annotation in annotations.items():
        if _is_kw_only_mark(annotation):
            if has_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been "
                                "specified")
            has_mark = kw_only = True
            continue
        made = _field_of(cls, name, annotation, kw_only)
        found[name] = made
        if isinstance(cls.__dict__.get(name), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


# -- Methods

def _check_order(parameters):
    seen_default = False
    for each in parameters:
        if each._has_default:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {each.name!r} follows default "
                            "argument")


def _default_of(each):
    """As a parameter: what stands for it when it is not given."""
    if each.default_factory is not MISSING:
        return _FACTORY
    return NotImplemented if each.default is MISSING else each.default


def _make_init(cls, all_fields, is_frozen, has_slots):
    positional = [each for each in all_fields if each.init and not each.kw_only]
    _check_order(positional)
    parameters = positional + [each for each in all_fields if each.init and each.kw_only]
    function = f"{cls.__qualname__}.__init__"
    names = tuple(each.name for each in parameters)
    defaults = tuple(_default_of(each) for each in parameters)
    stored = tuple(None if each._field_type is _INITVAR else each.name
                   for each in parameters)
    count = len(positional)
    factories = [(number, each.default_factory) for number, each in enumerate(parameters)
                 if each.default_factory is not MISSING]
    # Fields that are no parameters: (name, factory, default).
    others = [(each.name, each.default_factory, each.default) for each in all_fields
              if not each.init and (each.default_factory is not MISSING
                                    or each.default is not MISSING and has_slots)]
    initvars = [number for number, each in enumerate(parameters)
                if each._field_type is _INITVAR]
    has_post_init = hasattr(cls, "__post_init__")

    def __init__(self, /, *args, **kwargs):
        values = _bind(function, names, count, defaults, args, kwargs)
        if factories:
            values = list(values)
            for number, factory in factories:
                if values[number] is _FACTORY:
                    values[number] = factory()
            values = tuple(values)
        _store(self, stored, values, is_frozen)
        for name, factory, default in others:
            value = default if factory is MISSING else factory()
            _store(self, (name,), (value,), is_frozen)
        if has_post_init:
            self.__post_init__(*[values[number] for number in initvars])

    __init__.__qualname__ = function
    __init__.__annotations__ = {**{each.name: each.type for each in parameters},
                                "return": None}
    return __init__


def _make_repr(shown):
    busy = set()

    def __repr__(self):
        if id(self) in busy:
            return "..."
        busy.add(id(self))
        try:
            parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        finally:
            busy.discard(id(self))
        return f"{self.__class__.__qualname__}({parts})"

    return __repr__


def _comparisons(compared):
    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, compared) == _values(other, compared)
        return NotImplemented

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, compared) < _values(other, compared)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, compared) <= _values(other, compared)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, compared) > _values(other, compared)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, compared) >= _values(other, compared)
        return NotImplemented

    return __eq__, (__lt__, __le__, __gt__, __ge__)


def _make_hash(hashed):
    def __hash__(self):
        return hash(_values(self, hashed))

    return __hash__


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        if method.__name__ in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {method.__name__} in class "
                            f"{cls.__name__}")
        setattr(cls, method.__name__, method)


def _set_missing(cls, method):
    """True when the class had one of its own."""
    if method.__name__ in cls.__dict__:
        return True
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    setattr(cls, method.__name__, method)
    return False


def _check_frozen(cls, frozen):
    bases = [base for base in cls.__mro__[1:] if "__dataclass_params__" in base.__dict__]
    frozen_bases = [base for base in bases if base.__dataclass_params__.frozen]
    if frozen_bases and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if frozen and len(frozen_bases) < len(bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")


def _kept_state(self):
    return [getattr(self, each.name) for each in fields(self)]


def _take_state(self, state):
    for each, value in zip(fields(self), state):
        object.__setattr__(self, each.name, value)


def _with_slots(cls, names, frozen):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    for name in [*names, "__dict__", "__weakref__"]:
        namespace.pop(name, None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    if frozen:  # Or copies could not be filled.
        for name, method in (("__getstate__", _kept_state), ("__setstate__", _take_state)):
            if name not in namespace:
                setattr(made, name, method)
    return made


def _annotation_text(annotation):
    if isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        module, name = annotation.__module__, annotation.__qualname__
        return name if module == "builtins" else f"{module}.{name}"
    text = repr(annotation)
    return text if isinstance(annotation, str) else text.replace("typing.", "")


def _signature(cls, all_fields):
    """The parameters of __init__ as text, for the docstring."""
    parts = []
    parameters = [each for each in all_fields if each.init]
    for each in sorted(parameters, key=lambda each: each.kw_only):
        if each.kw_only and "*" not in parts:
            parts.append("*")
        text = f"{each.name}: {_annotation_text(each.type)}"
        if each._has_default:
            text += f" = {_default_of(each)!r}"
        parts.append(text)
    return f"({', '.join(parts)})"


class _Params:
    def __init__(self, **given):
        self.__dict__.update(given)

    def __repr__(self):
        parts = ",".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"_DataclassParams({parts})"


def _choose_hash(cls, compared, eq, frozen, unsafe_hash):
    own = cls.__dict__.get("__hash__", MISSING)
    has_own = own is not MISSING and not (own is None and "__eq__" in cls.__dict__)
    hashed = tuple(each.name for each in compared)
    if unsafe_hash:
        if has_own:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _make_hash(hashed)
    elif eq and not has_own:
        cls.__hash__ = _make_hash(hashed) if frozen else None


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    all_fields = _collect_fields(cls, kw_only)
    _check_frozen(cls, frozen)
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_params__ = _Params(init=init, repr=repr, eq=eq, order=order,
                                       unsafe_hash=unsafe_hash, frozen=frozen)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    kept = [each for each in all_fields.values() if each._field_type is _FIELD]
    with_initvars = [each for each in all_fields.values()
                     if each._field_type is not _CLASSVAR]
    equal, ordering = _comparisons(tuple(each.name for each in kept if each.compare))
    hash_fields = [each for each in kept
                   if (each.compare if each.hash is None else each.hash)]
    if init:
        made = _make_init(cls, with_initvars, frozen, slots)
        if not _set_missing(cls, made):
            made.__qualname__ = f"{cls.__qualname__}.__init__"
    if repr:
        _set_missing(cls, _make_repr([each.name for each in kept if each.repr]))
    _choose_hash(cls, hash_fields, eq, frozen, unsafe_hash)
    if eq:
        _set_missing(cls, equal)
    if order:
        for method in ordering:
            if _set_missing(cls, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class "
                                f"{cls.__name__}. Consider using "
                                "functools.total_ordering")
    if frozen:
        _freeze(cls, frozenset(each.name for each in kept))
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(each.name for each in with_initvars
                                   if each.init and not each.kw_only)
    if cls.__dict__.get("__doc__") is None:
        cls.__doc__ = cls.__name__ + _signature(cls, with_initvars)
    return _with_slots(cls, [each.name for each in kept], frozen) if slots else cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False,
              unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
              slots=False, weakref_slot=False):
    """A class decorator: __init__, __repr__, __eq__ and more by the annotations."""
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")

    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args,
                        kw_only, slots)

    return wrap if cls is None else wrap(cls)


# -- Functions on instances

def fields(class_or_instance):
    """The fields, in order."""
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(each for each in found.values() if each._field_type is _FIELD)


def is_dataclass(obj):
    """Whether it is a data class or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def _plain(obj, convert):
    """Data classes through convert, and containers of them anew."""
    if _is_instance(obj):
        return convert([(each.name, _plain(getattr(obj, each.name), convert))
                        for each in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_plain(item, convert) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_plain(item, convert) for item in obj)
    if isinstance(obj, dict):
        pairs = [(_plain(key, convert), _plain(value, convert))
                 for key, value in obj.items()]
        if hasattr(obj, "default_factory"):
            made = type(obj)(obj.default_factory)
            made.update(pairs)
            return made
        return type(obj)(pairs)
    return _copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, and those of data classes within."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, and those of data classes within."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in obj.__dataclass_fields__.values():
        if each._field_type is _CLASSVAR:
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(f"field {each.name} is declared with init=False, it "
                                 "cannot be specified with replace()")
        elif each.name not in changes:
            if each._field_type is _INITVAR and each.default is MISSING:
                raise ValueError(f"InitVar {each.name!r} must be specified with replace()")
            changes[each.name] = getattr(obj, each.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    """A data class of (name, type, default) triples, pairs or names."""
    annotations = {}
    body = dict(namespace or {})
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    body["__annotations__"] = annotations
    body.setdefault("__module__", "types")
    cls = type(bases[0] if bases else object)(cls_name, tuple(bases), body)
    return dataclass(cls, **options)
