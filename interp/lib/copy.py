"""Copies of objects, shallow and deep."""

from types import FunctionType as _FunctionType

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_ATOMS = {type(None), int, float, complex, bool, str, bytes, range, slice, type, type(Ellipsis),
          type(NotImplemented), _FunctionType, type(len), property}
_CONTAINERS = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}


def _is_atom(x):
    return type(x) in _ATOMS or isinstance(x, type)


def _said_of(x):
    """What x says of how it is made: by __reduce_ex__, __reduce__, or as any object."""
    method = getattr(x, "__reduce_ex__", None)
    if method is not None:
        return method(4)
    method = getattr(x, "__reduce__", None)
    if method is not None:
        return method()
    raise Error(f"un(deep)copyable object of type {type(x)}")


def copy(x):
    """A new object that shares what it holds with x."""
    cls = type(x)
    if _is_atom(x) or cls is tuple or cls is frozenset:
        return x
    if cls in _CONTAINERS:
        return _CONTAINERS[cls](x)
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    said = _said_of(x)
    return x if isinstance(said, str) else _made(x, None, *said)


def _made(x, memo, function, args, state=None, items=None, pairs=None):
    """An object of the parts that x consists of; copies of them where there is a memo."""
    deep = memo is not None
    y = function(*[deepcopy(arg, memo) for arg in args] if deep else args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        _set_state(y, deepcopy(state, memo) if deep else state)
    for item in () if items is None else items:
        y.append(deepcopy(item, memo) if deep else item)
    for key, value in () if pairs is None else pairs:
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        y[key] = value
    return y


def _set_state(y, state):
    if hasattr(y, "__setstate__"):
        y.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        _set_attributes(y, state)
    for name, value in (slots or {}).items():
        setattr(y, name, value)


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
    if cls in _DEEP:
        y = _DEEP[cls](x, memo)
    elif (method := getattr(x, "__deepcopy__", None)) is not None:
        y = method(memo)
    else:
        said = _said_of(x)
        y = x if isinstance(said, str) else _made(x, memo, *said)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)  # Its id stays its own meanwhile.
    return y


def _deep_list(x, memo):
    y = memo[id(x)] = []
    for item in x:
        y.append(deepcopy(item, memo))
    return y


def _deep_dict(x, memo):
    y = memo[id(x)] = {}
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # It was met again within itself.
        return memo[id(x)]
    same = all(a is b for a, b in zip(x, items))
    return x if same else tuple(items)


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deep_list, dict: _deep_dict, tuple: _deep_tuple,
         type(Error().with_traceback): lambda x, memo: x, type(_said_of): lambda x, memo: x}


class _Probe:
    def method(self):
        pass


_DEEP[type(_Probe().method)] = _deep_method
del _Probe
