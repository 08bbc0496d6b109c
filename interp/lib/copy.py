"""Copies of objects, shallow and deep."""

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_ATOMS = {type(None), int, float, complex, bool, str, bytes, range, slice, type, type(Ellipsis),
          type(NotImplemented), type(lambda: None), type(len), property}


def _attributes_of(x):
    """The state that is to be carried over: attributes, those in slots included."""
    state = {}
    for cls in type(x).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{cls.__name__.lstrip('_')}{name}"
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                state[name] = getattr(x, name)
    state.update(getattr(x, "__dict__", {}))
    return state


def _is_atom(x):
    return type(x) in _ATOMS or isinstance(x, type)


def _bare(cls, x, content):
    """A new instance of cls, made as the built-in type below it is made."""
    for base in (tuple, frozenset, str, bytes, int, float, complex):
        if issubclass(cls, base):
            return base.__new__(cls, content if base in (tuple, frozenset) else base(x))
    for base in (list, dict, set, bytearray, BaseException):
        if issubclass(cls, base):
            return base.__new__(cls, *x.args) if base is BaseException else base.__new__(cls)
    new = getattr(cls, "__getnewargs__", None)
    return cls.__new__(cls, *(x.__getnewargs__() if new is not None else ()))


def _fill(y, x, convert):
    """The items of a container, each through convert."""
    if isinstance(x, list):
        list.extend(y, [convert(item) for item in list.__iter__(x)])
    elif isinstance(x, dict):
        for key, value in list(dict.items(x)):
            dict.__setitem__(y, convert(key), convert(value))
        if hasattr(x, "default_factory"):
            y.default_factory = x.default_factory
    elif isinstance(x, set):
        set.update(y, [convert(item) for item in x])
    elif isinstance(x, bytearray):
        bytearray.extend(y, x)


def _set_state(y, state):
    setter = getattr(type(y), "__setstate__", None)
    if setter is not None:
        setter(y, state)
        return
    for name, value in state.items():
        object.__setattr__(y, name, value)


def _state_of(x):
    getter = getattr(type(x), "__getstate__", None)
    return _attributes_of(x) if getter is None else getter(x)


def _identity(x):
    return x


def _cannot_pickle(cls):
    if cls is memoryview:
        return TypeError("cannot pickle memoryview objects")
    return TypeError(f"cannot pickle {cls.__name__!r} object")


def copy(x):
    """A new object that shares what it holds with x."""
    cls = type(x)
    if _is_atom(x) or cls is tuple or cls is frozenset:
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls.__module__ == "builtins" and not isinstance(x, BaseException):
        raise _cannot_pickle(cls)
    y = _bare(cls, x, x)
    _fill(y, x, _identity)
    state = _state_of(x)
    if state:
        _set_state(y, state)
    return y


def deepcopy(x, memo=None, _nil=[]):
    """A new object, and new ones of all that it holds."""
    if _is_atom(x):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    cls = type(x)
    method = getattr(cls, "__deepcopy__", None)
    if method is not None:
        y = method(x, memo)
    elif cls is tuple:
        y = _deep_tuple(x, memo)
    else:
        y = _deep_object(x, memo)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)  # Its id stays its own meanwhile.
    return y


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # It was met again within itself.
        return memo[id(x)]
    same = all(a is b for a, b in zip(x, items))
    return x if same else tuple(items)


def _deep_object(x, memo):
    cls = type(x)
    plain = cls in (list, dict, set, frozenset, bytearray)
    if cls.__name__ == "deque" and cls.__module__ == "collections":
        y = cls(maxlen=x.maxlen)
        memo[id(x)] = y
        y.extend([deepcopy(item, memo) for item in x])
        return y
    if cls.__name__ == "method" and hasattr(x, "__func__"):
        return cls(x.__func__, deepcopy(x.__self__, memo))
    if (cls.__module__ == "builtins" and not plain
            and not isinstance(x, BaseException)):
        raise _cannot_pickle(cls)
    content = None
    if isinstance(x, (tuple, frozenset)):
        content = [deepcopy(item, memo) for item in x]
        if plain:
            return frozenset(content)
    y = _bare(cls, x, content)
    memo[id(x)] = y
    _fill(y, x, lambda item: deepcopy(item, memo))
    if not plain:
        state = _state_of(x)
        if state:
            _set_state(y, deepcopy(state, memo))
    return y
