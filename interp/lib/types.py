"""Names of built-in types, and ways to make classes."""

FunctionType = LambdaType = type(lambda: None)
CodeType = type((lambda: None).__code__)
MappingProxyType = type(type.__dict__)
BuiltinFunctionType = BuiltinMethodType = type(len)
GeneratorType = type((lambda: (yield))())
ModuleType = type(__import__("sys"))
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
GenericAlias = type(list[int])
UnionType = type(int | str)


class _Probe:
    def method(self):
        return lambda: self


MethodType = type(_Probe().method)
CellType = type(_Probe().method().__closure__[0])


async def _coroutine():
    yield


AsyncGeneratorType = type(_coroutine())


async def _coroutine():
    pass


_running = _coroutine()
CoroutineType = type(_running)
_running.close()

try:
    raise TypeError
except TypeError as exc:
    TracebackType = type(exc.__traceback__)

del _Probe, _coroutine, _running


_shown = set()  # The ids of namespaces that are being printed.


class SimpleNamespace:
    """Attributes, and nothing else."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = ("namespace" if type(self) is SimpleNamespace else type(self).__name__)
        if id(self) in _shown:
            return f"{name}(...)"
        _shown.add(id(self))
        try:
            return f"{name}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"
        finally:
            _shown.discard(id(self))

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


def resolve_bases(bases):
    """The bases with those that have __mro_entries__ replaced."""
    resolved = []
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    return bases if resolved == list(bases) else tuple(resolved)


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the keywords that a class statement would use."""
    kwds = dict(kwds or {})
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    for base in bases:
        if isinstance(meta, type) and issubclass(type(base), meta):
            meta = type(base)
    prepare = getattr(meta, "__prepare__", None)
    return meta, {} if prepare is None else prepare(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    return meta(name, resolved, namespace, **kwds)


class DynamicClassAttribute:
    """A property of instances; the class's attribute is found by __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or fget.__doc__

    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError()
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)
