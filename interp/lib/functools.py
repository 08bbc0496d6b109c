"""Functions about functions."""

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
           "total_ordering", "cache", "cmp_to_key", "lru_cache", "reduce", "partial",
           "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__",
                       "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    """Make a wrapper look like what it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that makes a wrapper look like what it wraps."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# -- Caches

class _CacheInfo(tuple):
    __slots__ = ()
    _fields = ("hits", "misses", "maxsize", "currsize")

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


_CacheInfo.__name__ = _CacheInfo.__qualname__ = "CacheInfo"


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    wrapper.cache_info = lambda: _CacheInfo(*wrapper._numbers())
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    """A decorator: remember the results of the last maxsize calls."""
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    if maxsize is not None and maxsize < 0:
        maxsize = 0
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    """A decorator: remember all results."""
    return _cached(user_function, None, False)


_MISSING = object()


class cached_property:
    """A property that is computed once and then an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different "
                            f"names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling "
                            "__set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to "
                f"cache {self.attrname!r} property.") from None
        value = attributes.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = attributes[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(lambda cls, item: cls)


# -- Ordering

def _from_root(name, root):
    """The method `name` by means of the method `root` and equality."""
    negated = {"__lt__": "__ge__", "__ge__": "__lt__", "__gt__": "__le__",
               "__le__": "__gt__"}
    strict = name in ("__lt__", "__gt__")
    same_way = name[2] == root[2]

    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if name == negated[root]:
            return not answer
        if same_way:
            return answer and self != other if strict else answer or self == other
        if strict:
            return not answer and self != other
        return not answer or self == other

    method.__name__ = name
    method.__doc__ = getattr(int, name).__doc__
    return method


def total_ordering(cls):
    """A class decorator: fill in the missing ordering methods."""
    names = ("__lt__", "__gt__", "__le__", "__ge__")
    roots = [name for name in names
             if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = "__lt__" if "__lt__" in roots else max(roots)
    for name in names:
        if name not in roots:
            setattr(cls, name, _from_root(name, root))
    return cls


# -- partialmethod

class partialmethod:
    """A method with some of its arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def __get__(self, instance, owner=None):
        get = getattr(type(self.func), "__get__", None)
        if get is not None:
            bound = get(self.func, instance, owner)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)
        func, given, keywords = self.func, self.args, self.keywords

        def method(self, /, *args, **more):
            return func(self, *given, *args, **{**keywords, **more})

        return method if instance is None else method.__get__(instance, owner)


# -- singledispatch

_CHOSEN_AT_MOST = 64  # What is remembered keeps its class alive.


def _implementation(registry, cls):
    """What is registered for the first class in the order of cls, abstract ones last."""
    for base in cls.__mro__[:-1]:
        if base in registry:
            return registry[base]
    found = None
    for candidate in registry:
        if candidate is not object and issubclass(cls, candidate):
            if found is None or issubclass(candidate, found):
                found = candidate
            elif not issubclass(found, candidate):
                raise RuntimeError(f"Ambiguous dispatch: {found} or {candidate}")
    return registry[object if found is None else found]


def _classes_of(annotation):
    """The classes of a class, or of a union of classes; None when it is neither."""
    if isinstance(annotation, type):
        return (annotation,)
    members = getattr(annotation, "__args__", ())
    is_union = (type(annotation).__name__ == "UnionType"
                or getattr(annotation, "_name", None) == "Union")
    if is_union and all(isinstance(member, type) for member in members):
        return tuple(members)
    return None


def singledispatch(func):
    """A decorator: choose the implementation by the class of the first argument."""
    registry = {object: func}
    chosen = {}

    def dispatch(cls):
        try:
            return chosen[cls]
        except KeyError:
            if len(chosen) == _CHOSEN_AT_MOST:
                chosen.clear()
            found = chosen[cls] = _implementation(registry, cls)
            return found

    def register(cls, function=None):
        classes = _classes_of(cls)
        if classes is not None:
            if function is None:
                return lambda function: register(cls, function)
        else:
            if function is not None:
                raise TypeError("Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            function = cls
            annotations = getattr(function, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an "
                    "annotated function.")
            from typing import get_type_hints

            name, annotation = next(iter(get_type_hints(function).items()))
            classes = _classes_of(annotation)
            if classes is None:
                raise TypeError(f"Invalid annotation for {name!r}. "
                                f"{annotation!r} is not a class.")
        for each in classes:
            registry[each] = function
        chosen.clear()
        return function

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = chosen.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch for methods: the class of the first argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **kwargs):
            function = self.dispatcher.dispatch(type(args[0]))
            return function.__get__(instance, owner)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
