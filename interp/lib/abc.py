"""Abstract base classes."""


def abstractmethod(funcobj):
    """A decorator: classes derived from ABC can't be instantiated while this is not
    overridden."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


# What each class has answered about others: True, or the number of registrations there
# were when it was False.
_answers = {}
_registrations = 2
_MOST_ANSWERS = 1000


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls._abc_registered = ()
        return cls

    def register(cls, subclass):
        """Have subclass count as derived from this class."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        global _registrations
        _registrations += 1
        cls._abc_registered += (subclass,)
        _match_like(subclass, cls)
        return subclass

    def __instancecheck__(cls, instance):
        kind = type(instance)
        known = _answers.get(cls)
        if known is not None:
            answer = known.get(kind)
            if answer is True:
                return True
            if answer == _registrations:
                return False
        return cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        known = _answers.get(cls)
        if known is None or len(known) == _MOST_ANSWERS:
            if len(_answers) == _MOST_ANSWERS:
                _answers.clear()
            known = _answers[cls] = {}
        answer = known.get(subclass)
        if answer is True:
            return True
        if answer == _registrations:
            return False
        answer = cls._has_subclass(subclass)
        known[subclass] = True if answer else _registrations
        return answer

    def _has_subclass(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        mro = subclass.__mro__
        if cls in mro:
            return True
        for registered in cls._abc_registered:
            if registered in mro or issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
            if issubclass(subclass, derived):
                return True
        return False


class ABC(metaclass=ABCMeta):
    """A class to derive abstract base classes from."""

    __slots__ = ()


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    return cls
