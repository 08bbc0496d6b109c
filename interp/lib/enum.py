"""Enumerations."""

import sys as _sys

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
           "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember",
           "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "UNIQUE", "CONTINUOUS",
           "NAMED_FLAGS", "global_enum", "global_enum_repr", "global_flag_repr",
           "global_str", "show_flag_values"]

_property = property
_MISSING = object()


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=_MISSING):
        self.value = value


class nonmember:
    """A name in the body of an enumeration that is no member."""

    def __init__(self, value):
        self.value = value


class member:
    """A name in the body of an enumeration that is a member, whatever its value."""

    def __init__(self, value):
        self.value = value


class property(_property):
    """An attribute of members; a member may have the same name."""

    def __set_name__(self, owner, name):
        self._owner = owner
        self._name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner._member_map_.get(self._name)
            if found is None:
                raise AttributeError(f"{owner!r} has no attribute {self._name!r}")
            return found
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"{self._owner!r} cannot set attribute {self._name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"{self._owner!r} cannot delete attribute {self._name!r}")
        self.fdel(instance)


def _is_descriptor(value):
    return (hasattr(value, "__get__") or hasattr(value, "__set__")
            or hasattr(value, "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_"


class _EnumDict(dict):
    """The namespace of a class body, which notes the members in order."""

    def __init__(self, name):
        super().__init__()
        self._cls_name = name
        self._member_names = []
        self._last_values = []
        self._ignored = []
        self._generate = None

    def __setitem__(self, name, value):
        if name.startswith(f"_{self._cls_name}__") or name in self._ignored:
            pass
        elif _is_sunder(name):
            if name == "_generate_next_value_":
                self._generate = (value.__func__ if isinstance(value, staticmethod)
                                  else value)
            elif name == "_ignore_":
                if isinstance(value, str):
                    value = value.replace(",", " ").split()
                self._ignored = list(value)
            elif name not in ("_missing_", "_order_", "_numeric_repr_", "_create_pseudo_"):
                raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for "
                                 "future Enum use")
        elif _is_dunder(name):
            pass
        elif name in self._member_names:
            raise TypeError(f"{name!r} already defined as {self[name]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (
                _is_descriptor(value) and not isinstance(value, auto)):
            if name in self:
                raise TypeError(f"{name!r} already defined as {self[name]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._settled(name, value)
            self._member_names.append(name)
            self._last_values.append(value)
        super().__setitem__(name, value)

    def _settled(self, name, value):
        """The value with every auto() in it replaced."""
        if isinstance(value, auto):
            if value.value is _MISSING:
                value.value = self._generate(name, 1, len(self._member_names),
                                             self._last_values[:])
            return value.value
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            return tuple(self._settled(name, item) for item in value)
        return value


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, name, bases, /, **kwds):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        namespace = _EnumDict(name)
        for base in reversed(bases):
            generate = getattr(base, "_generate_next_value_", None)
            if generate is not None:
                namespace._generate = generate
        return namespace

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        names = namespace._member_names
        for base in bases:
            if isinstance(base, EnumType) and base.__dict__.get("_member_names_"):
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        ignored = namespace._ignored
        values = {key: namespace[key] for key in names}
        plain = {key: value for key, value in namespace.items()
                 if key not in values and key not in ignored and key != "_ignore_"}
        generate = plain.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            plain["_generate_next_value_"] = staticmethod(generate)
        invalid = {"mro", ""} & set(values)
        if invalid:
            raise ValueError("invalid enum member name(s) "
                             + ",".join(repr(each) for each in invalid))
        plain["_member_names_"] = []
        plain["_member_map_"] = {}
        plain["_value2member_map_"] = {}
        # __set_name__ and __init_subclass__ come with the members, so the class is made
        # without the latter's keywords.
        cls = super().__new__(metacls, name, bases, plain, **kwds)
        cls._member_type_ = _data_type(cls)
        if boundary is not None or not hasattr(cls, "_boundary_"):
            cls._boundary_ = boundary
        for key, value in values.items():
            _add_member(cls, key, value)
        if getattr(cls, "_is_flag_", False):
            _note_flags(cls)
        _choose_methods(cls, bases, plain)
        return cls

    def __init__(cls, *args, **kwds):
        pass

    def __call__(cls, value=_MISSING, names=_MISSING, *values, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        if cls._member_names_ or (names is _MISSING and type is None):
            if names is not _MISSING:
                value = (value, names, *values)
            if value is _MISSING:
                raise TypeError("EnumType.__call__() missing 1 required positional "
                                "argument: 'value'")
            return _lookup(cls, value)
        return _make_functional(cls, value, names, module, qualname, type, start, boundary)

    def __contains__(cls, item):
        if not isinstance(item, Enum):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"'{type(item).__qualname__}' and '{cls.__class__.__qualname__}'")
        return isinstance(item, cls) and item._name_ in cls._member_map_

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted(["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__",
                       "__iter__", "__len__", "__members__", "__module__", "__name__",
                       "__qualname__", *cls._member_names_])

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __repr__(cls):
        kind = "flag" if getattr(cls, "_is_flag_", False) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    @_property
    def __members__(cls):
        return type(type.__dict__)(cls._member_map_)


EnumMeta = EnumType


def _data_type(cls):
    """The class that members' values are instances of by their own bases, else object."""
    for base in cls.__mro__[1:]:
        if base is object or isinstance(base, EnumType):
            continue
        for builtin in (int, str, float, bytes, tuple, frozenset, list, dict):
            if issubclass(base, builtin):
                return base
        if "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
            return base
    return object


def _custom_new(cls):
    """A __new__ that the enumeration's author wrote, or None."""
    for base in cls.__mro__:
        if "__new_member__" in base.__dict__:
            return base.__dict__["__new_member__"]
        if isinstance(base, EnumType) and base.__module__ != __name__:
            new = base.__dict__.get("__new__")
            if new is not None:
                return new.__func__ if isinstance(new, staticmethod) else new
    return None


def _new_member(cls, value):
    args = value if isinstance(value, tuple) else (value,)
    if cls._member_type_ is tuple:
        args = (value,)
    custom = _custom_new(cls)
    if custom is not None:
        made = custom(cls, *args)
    elif cls._member_type_ is object:
        made = object.__new__(cls)
    else:
        made = cls._member_type_.__new__(cls, *args)
    if not hasattr(made, "_value_"):
        if cls._member_type_ is object:
            made._value_ = value
        else:
            try:
                made._value_ = cls._member_type_(*args)
            except Exception as exc:
                raise TypeError("_value_ not set in __new__, unable to create it") from exc
    return made, args


def _add_member(cls, name, value):
    made, args = _new_member(cls, value)
    made._name_ = name
    made._sort_order_ = len(cls._member_names_)
    if _has_init(cls):
        made.__init__(*args)
    alias = _find_by_value(cls, made._value_)
    if alias is not None:
        made = alias
    else:
        is_alias = getattr(cls, "_is_flag_", False) and not _is_single_bit(made._value_)
        if not is_alias:
            cls._member_names_.append(name)
        try:
            cls._value2member_map_.setdefault(made._value_, made)
        except TypeError:
            pass
    # Beneath the metaclass, which refuses to reassign members.
    type.__setattr__(cls, name, made)
    cls._member_map_[name] = made


def _has_init(cls):
    for base in cls.__mro__:
        if base.__module__ == __name__ or base is object:
            continue
        if "__init__" in base.__dict__ and base not in (int, str, float, bytes):
            return True
    return False


def _find_by_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for each in cls._member_map_.values():
            if each._value_ == value:
                return each
    return None


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _note_flags(cls):
    mask = singles = 0
    for each in cls._member_map_.values():
        if isinstance(each._value_, int):
            mask |= each._value_
            if _is_single_bit(each._value_):
                singles |= each._value_
    cls._flag_mask_ = mask
    cls._singles_mask_ = singles
    cls._all_bits_ = 2 ** mask.bit_length() - 1


_OPERATORS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
              "__invert__")


def _choose_methods(cls, bases, namespace):
    """Members show and combine as members, whatever the class of their values says."""
    enum_base = bases[-1] if bases else None
    for name in ("__repr__", "__str__", "__format__"):
        if Enum is None or name in namespace:
            continue
        found = getattr(cls, name)
        data = getattr(cls._member_type_, name, None)
        if found is data or found is getattr(object, name):
            type.__setattr__(cls, name, getattr(enum_base, name))
    if Flag is not None and issubclass(cls, Flag):
        for name in _OPERATORS:
            if name not in namespace:
                type.__setattr__(cls, name, getattr(Flag, name))


def _make_functional(cls, name, names, module, qualname, type, start, boundary):
    if names is _MISSING:
        names = ()
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    bases = (cls,) if type is None else (type, cls)
    namespace = cls.__class__.__prepare__(name, bases)
    values = []
    for number, item in enumerate(list(names.items()) if isinstance(names, dict)
                                  else list(names)):
        if isinstance(item, str):
            value = cls._generate_next_value_(item, start, number, values[:])
        else:
            item, value = item
        values.append(value)
        namespace[item] = value
    if module is None:
        module = _sys._getframe(2).f_globals["__name__"] if hasattr(_sys, "_getframe") else "__main__"
    namespace["__module__"] = module
    if qualname is not None:
        namespace["__qualname__"] = qualname
    return cls.__class__.__new__(cls.__class__, name, bases, namespace, boundary=boundary)


def _lookup(cls, value):
    """The member that cls(value) means."""
    if type(value) is cls:
        return value
    found = _find_by_value(cls, value)
    if found is not None:
        return found
    failure = None
    try:
        result = cls._missing_(value)
    except Exception as exc:
        failure = exc
        result = None
    ejected = cls._boundary_ is not None and cls._boundary_ is EJECT
    if isinstance(result, cls) or (ejected and isinstance(result, int)):
        return result
    if failure is None and result is not None:
        failure = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} "
                            "instead of None or a valid member")
    wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if failure is None:
        raise wrong
    if not isinstance(failure, ValueError):
        failure.__context__ = wrong
    raise failure


Enum = ReprEnum = Flag = EJECT = None


class Enum(metaclass=EnumType):
    """A class to derive enumerations from."""

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __new__(cls, value):
        return _lookup(cls, value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name",
                       "value"})

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return getattr, (self.__class__, self._name_)


class ReprEnum(Enum):
    """Only the repr is an enumeration's; str and format are those of the values."""


class IntEnum(int, ReprEnum):
    """Members are ints."""

    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    """Members are texts."""

    def __new_member__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        for value, name in zip(values[1:], ("encoding", "errors")):
            if not isinstance(value, str):
                raise TypeError(f"{name} must be a string, not {value!r}")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    __str__ = str.__str__
    __format__ = str.__format__


class FlagBoundary(StrEnum):
    STRICT = "strict"
    CONFORM = "conform"
    EJECT = "eject"
    KEEP = "keep"


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=CONFORM):
    """Members can be combined by the operators of bits."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, bits = cls._flag_mask_, cls._all_bits_
        if not ~bits <= value <= bits or value & (bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n"
                                 f"    given {_bin(value, width)}\n"
                                 f"  allowed {_bin(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(bits + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value = (bits + 1 + value) & (mask if cls._boundary_ is not KEEP else bits)
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        data = cls._member_type_
        made = object.__new__(cls) if data is object else data.__new__(cls, value)
        made._value_ = value
        names = [each._name_ for each in cls if each._value_ & value]
        rest = value & ~cls._singles_mask_
        made._name_ = "|".join(names) or None
        if names and rest:
            made._name_ += f"|{cls._numeric_repr_(rest)}"
        cls._value2member_map_[value] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return (each for each in self.__class__
                if each._value_ & self._value_ and _is_single_bit(each._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._numeric_repr_(self._value_)}>"
        return f"<{name}.{self._name_}: {self._numeric_repr_(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"{name}({self._value_!r})"
        return f"{name}.{self._name_}"

    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return int(other)
        return None

    def __or__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)


Flag._is_flag_ = True


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Members are ints and can be combined by the operators of bits."""

    __str__ = int.__repr__
    __format__ = int.__format__


def _bin(value, width):
    """Bits as text with a sign bit in front: 0b0 101."""
    digits = bin(value if value >= 0 else ~value ^ (2 ** width - 1))[2:].zfill(width)
    return f"0b{int(value < 0)} {digits[-width:]}"


def unique(enumeration):
    """A class decorator: no two names may have the same value."""
    doubles = [(name, each._name_) for name, each in enumeration.__members__.items()
               if name != each._name_]
    if doubles:
        details = ", ".join(f"{alias} -> {name}" for alias, name in doubles)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A class decorator: the enumeration keeps these promises."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                doubles = [(name, each._name_)
                           for name, each in enumeration.__members__.items()
                           if name != each._name_]
                if doubles:
                    details = ", ".join(f"{alias} -> {name}" for alias, name in doubles)
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check is CONTINUOUS:
                self._check_continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._check_named(enumeration)
        return enumeration

    def _check_named(self, enumeration):
        named = {each._value_ for each in enumeration.__members__.values()}
        wrong, missing = [], 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias._value_ < 0:
                continue
            absent = [bit for bit in _bits(alias._value_) if bit not in named]
            if absent:
                wrong.append(name)
                missing |= sum(absent)
        if not wrong:
            return
        each = (f"alias {wrong[0]} is missing" if len(wrong) == 1 else
                f"aliases {', '.join(wrong[:-1])} and {wrong[-1]} are missing")
        values = f"value 0x{missing:x}"
        if not _is_single_bit(missing):
            values = f"combined values of 0x{missing:x}"
        raise ValueError(f"invalid Flag {enumeration.__name__!r}: {each} {values} "
                         "[use enum.show_flag_values(value) for details]")

    def _check_continuous(self, enumeration):
        values = sorted(each._value_ for each in enumeration)
        if len(values) < 2:
            return
        if issubclass(enumeration, Flag):
            wanted = [1 << bit for bit in range(values[0].bit_length() - 1,
                                                values[-1].bit_length())]
            kind = "flag"
        else:
            wanted = range(values[0], values[-1] + 1)
            kind = "enum"
        missing = [value for value in wanted if value not in values]
        if missing:
            raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values "
                             + ", ".join(map(str, missing)))


def _bits(value):
    """The single bits of a number, the lowest first."""
    found = []
    while value:
        bit = value & -value
        found.append(bit)
        value ^= bit
    return found


def show_flag_values(value):
    """The single bits of a number or of a member."""
    return _bits(value if isinstance(value, int) else value.value)


def _home_of(member):
    return member.__class__.__module__.split(".")[-1]


def global_enum_repr(self):
    """How the members of a global enumeration are shown."""
    return f"{_home_of(self)}.{self._name_}"


def global_flag_repr(self):
    """How the members of a global flag are shown."""
    module = _home_of(self)
    kind = self.__class__.__name__
    if self._name_ is None:
        return f"{module}.{kind}({self._value_})"
    if _is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    if self._boundary_ is not KEEP:
        return "|".join(f"{module}.{name}" for name in self._name_.split("|"))
    return "|".join(name if name[0].isdigit() else f"{module}.{name}"
                    for name in self._name_.split("|"))


def global_str(self):
    """The name alone."""
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """A class decorator: its members are names of its module as well."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    _sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
