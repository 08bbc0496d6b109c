"""Tools for the with statement."""

import abc as _abc
import sys as _sys
from functools import wraps as _wraps

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext",
           "AbstractContextManager", "AbstractAsyncContextManager", "AsyncExitStack",
           "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr",
           "suppress", "aclosing"]


class AbstractContextManager(_abc.ABC):
    def __enter__(self):
        return self

    @_abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is AbstractContextManager:
            return (hasattr(subclass, "__enter__")
                    and hasattr(subclass, "__exit__")) or NotImplemented
        return NotImplemented


class AbstractAsyncContextManager(_abc.ABC):
    async def __aenter__(self):
        return self

    @_abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    """A base class: context managers that are decorators as well."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self._made_of = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    # The generator is used up by one with statement.
    def _recreate_cm(self):
        return self.__class__(*self._made_of)

    def __enter__(self):
        self._made_of = None
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            # The exception that was thrown in may be a StopIteration itself.
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                return False
            if isinstance(value, StopIteration) and exc.__cause__ is value:
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    """A decorator: a generator function becomes a context manager's constructor."""

    @_wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


class _AsyncGeneratorContextManager(AbstractAsyncContextManager):
    def __init__(self, gen):
        self.gen = gen

    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as exc:
            return exc is not value
        except BaseException as exc:
            if exc is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def asynccontextmanager(func):
    """As contextmanager, of an asynchronous generator function."""

    @_wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func(*args, **kwds))

    return helper


class closing(AbstractContextManager):
    """Calls thing.close() at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits thing.aclose() at the end."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(_sys, self._stream))
        setattr(_sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exc_type, exc_value, traceback):
        setattr(_sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """What is printed goes to another file meanwhile."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """What goes to sys.stderr goes to another file meanwhile."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Ends the with block quietly at these exceptions; without any, at every Exception."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions or (Exception,)

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


def _set_context(new, old, outer):
    """The first exception in new's chain that has no context, or outer, gets old."""
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outer:
            break
        new = context
    new.__context__ = old


class ExitStack(AbstractContextManager):
    """Context managers and callbacks, undone in reverse order at the end."""

    def __init__(self):
        self._callbacks = []

    def pop_all(self):
        other = type(self)()
        other._callbacks = self._callbacks
        self._callbacks = []
        return other

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._callbacks.append(exit)
        else:
            self._callbacks.append(lambda *details: method(exit, *details))
        return exit

    def enter_context(self, cm):
        cls = type(cm)
        try:
            enter = cls.__enter__
            exit = cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not "
                            "support the context manager protocol") from None
        result = enter(cm)
        self._callbacks.append(lambda *details: exit(cm, *details))
        return result

    def callback(self, callback, /, *args, **kwds):
        def call(exc_type, exc, tb):
            callback(*args, **kwds)

        self._callbacks.append(call)
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *details):
        raised = details[1]
        outer = _sys.exc_info()[1]
        pending = raised
        while self._callbacks:
            callback = self._callbacks.pop()
            now = pending
            try:
                if callback(None if now is None else type(now), now,
                            None if now is None else now.__traceback__):
                    pending = None
            except BaseException as exc:
                if now is not None:
                    _set_context(exc, now, outer)
                pending = exc
        if pending is not None and pending is not raised:
            context = pending.__context__
            try:
                raise pending
            except BaseException:
                pending.__context__ = context
                raise
        return raised is not None and pending is None


class AsyncExitStack(AbstractAsyncContextManager):
    """As ExitStack, with asynchronous context managers as well."""

    def __init__(self):
        self._callbacks = []

    async def enter_async_context(self, cm):
        cls = type(cm)
        result = await cls.__aenter__(cm)
        self._callbacks.append((True, lambda *details: cls.__aexit__(cm, *details)))
        return result

    def enter_context(self, cm):
        cls = type(cm)
        result = cls.__enter__(cm)
        self._callbacks.append((False, lambda *details: cls.__exit__(cm, *details)))
        return result

    def callback(self, callback, /, *args, **kwds):
        self._callbacks.append((False, lambda *details: callback(*args, **kwds) and None))
        return callback

    def push_async_callback(self, callback, /, *args, **kwds):
        async def call(*details):
            await callback(*args, **kwds)

        self._callbacks.append((True, call))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, *details):
        raised = pending = details[1]
        while self._callbacks:
            is_async, callback = self._callbacks.pop()
            kind = None if pending is None else type(pending)
            try:
                answer = callback(kind, pending, None)
                if is_async:
                    answer = await answer
                if answer:
                    pending = None
            except BaseException as exc:
                pending = exc
        if pending is not None and pending is not raised:
            raise pending
        return raised is not None and pending is None
