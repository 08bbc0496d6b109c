# Plugins that register themselves: a metaclass with __prepare__, __init_subclass__, hooks, versions, load order, adapters.
from __future__ import annotations

import functools
import re
import types
from abc import ABCMeta, abstractmethod
from collections import ChainMap, OrderedDict, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain
from typing import Any, Callable, Protocol, get_type_hints, runtime_checkable

class PluginError(Exception):
    """A plugin that is not there, does not fit or takes no such setting."""

class Phase(IntEnum):
    EARLY = 0
    NORMAL = 50
    LATE = 100

def hook(event, phase=Phase.NORMAL):
    def mark(function):
        function.__dict__.setdefault("hooks", []).append((event, phase))
        return function
    return mark

class Body(dict):
    """The namespace of a plugin's class: no name twice, option(...) becomes a descriptor, order is kept."""
    def __init__(self, owner):
        super().__init__()
        self.owner, self.options = owner, []
    def __setitem__(self, name, value):
        if name in self and not name.startswith("__") and not isinstance(value, property):
            raise PluginError(f"{self.owner}.{name} is defined twice")
        if isinstance(value, Option):
            self.options.append(name)
        super().__setitem__(name, value)
    def __missing__(self, name):
        if name in ("option", "phase"):
            return {"option": Option, "phase": Phase}[name]
        raise KeyError(name)

class Option:
    def __init__(self, default, help="", check: Callable[[Any], bool] = lambda value: True):
        self.default, self.help, self.check = default, help, check
    def __set_name__(self, owner, name):
        self.name, self.owner = name, owner.__name__
    def __get__(self, plugin, owner):
        if plugin is None:
            return self
        return plugin.settings.get(self.name, self.default)
    def __set__(self, plugin, value):
        kind = type(self.default)
        if not isinstance(value, kind):
            try:
                value = kind(value)
            except (TypeError, ValueError) as e:
                raise PluginError(f"{self.owner}.{self.name} wants {kind.__name__}, not {value!r}") from e
        if not self.check(value):
            raise PluginError(f"{self.owner}.{self.name} refuses {value!r}")
        plugin.settings[self.name] = value

class PluginMeta(ABCMeta):
    registry: OrderedDict[str, type] = OrderedDict()
    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        return Body(name)
    def __new__(mcls, name, bases, body, abstract=False, **kwargs):
        options = [n for b in bases for n in getattr(b, "options", ())] + body.options
        cls = super().__new__(mcls, name, bases, dict(body), **kwargs)
        cls.options = tuple(dict.fromkeys(options))
        return cls
    def __init__(cls, name, bases, body, abstract=False, **kwargs):
        super().__init__(name, bases, body)
        if not abstract:
            cls.key = kwargs.get("key") or re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
            if cls.key in cls.registry:
                raise PluginError(f"two plugins are called {cls.key!r}")
            cls.registry[cls.key] = cls
    def __call__(cls, *args, **settings):
        plugin = cls.__new__(cls)
        plugin.settings = {}
        plugin.__init__(*args)
        for name, value in settings.items():
            if name not in cls.options:
                raise PluginError(f"{cls.__name__} has no option {name!r}, but {', '.join(cls.options) or 'none'}")
            setattr(plugin, name, value)
        return plugin
    __iter__ = lambda cls: iter(cls.registry.values())
    __len__ = lambda cls: len(cls.registry)
    __contains__ = lambda cls, key: key in cls.registry
    __lt__ = lambda cls, other: cls.key < other.key
    def __getitem__(cls, key):
        try:
            return cls.registry[key]
        except KeyError:
            raise PluginError(f"no plugin {key!r}") from None
    def __repr__(cls):
        return f"<plugin {cls.__name__} {'.'.join(map(str, getattr(cls, 'version', ())))}>"

class Plugin(metaclass=PluginMeta, abstract=True):
    version = (1, 0)
    requires: tuple = ()
    def __init_subclass__(cls, *, key=None, requires="", version="1.0", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.version = tuple(map(int, version.split(".")))
        cls.requires = tuple(re.findall(r"([\w-]+)(?:\s*>=\s*([\d.]+))?", requires))
        cls.hooks = sorted(((event, phase, name) for klass in reversed(cls.__mro__) for name, value in vars(klass).items()
                            for event, phase in getattr(value, "hooks", ())), key=lambda h: h[:2])
    @abstractmethod
    def describe(self) -> str:
        """One line about the plugin."""

@runtime_checkable
class Startable(Protocol):
    def start(self, host: Host) -> None: ...

@dataclass
class Host:
    plugins: dict[str, Plugin] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    handlers: defaultdict[str, list] = field(default_factory=lambda: defaultdict(list))
    def order(self, wanted):
        done, path = [], []
        def visit(key):
            if key in done:
                return
            if key in path:
                raise PluginError(" -> ".join([*path[path.index(key):], key]))
            path.append(key)
            for need, least in Plugin[key].requires:
                visit(need)
                have = Plugin[need].version
                if least and have < tuple(map(int, least.split("."))):
                    raise PluginError(f"{key} needs {need} {least}, there is {'.'.join(map(str, have))}")
            path.pop()
            done.append(key)
        for key in wanted:
            visit(key)
        return done
    def load(self, *wanted, **settings):
        for key in self.order(wanted):
            if key in self.plugins:
                continue
            plugin = self.plugins[key] = Plugin[key](**settings.get(key.replace("-", "_"), {}))
            for event, phase, name in plugin.hooks:
                self.handlers[event].append((phase, len(self.handlers[event]), getattr(plugin, name)))
            if isinstance(plugin, Startable):
                plugin.start(self)
        return self
    def fire(self, event, value):
        failures = []
        for phase, _, handler in sorted(self.handlers[event], key=lambda h: h[:2]):
            try:
                value = handler(value)
            except Exception as e:
                e.add_note(f"while {handler.__qualname__} handled {event}")
                failures.append(e)
        if failures:
            raise ExceptionGroup(f"{event} failed", failures)
        return value

class Upper(Plugin):
    only_first = option(False, "the first letter only")
    def describe(self):
        return f"shouts{' once' if self.only_first else ''}"
    @hook("line", phase.EARLY)
    def shout(self, line):
        return line[:1].upper() + line[1:] if self.only_first else line.upper()

class LineNumbers(Plugin, requires="counter >= 1.2", version="0.3"):
    width = option(3, "columns", lambda n: 0 < n < 10)
    mark = option(":")
    def describe(self):
        return f"numbers lines in {self.width} columns"
    @hook("line", Phase.LATE)
    def number(self, line):
        return f"{self.counter.add():>{self.width}}{self.mark} {line}"
    def start(self, host):
        self.counter = host.plugins["counter"]
        host.log.append(f"line-numbers use {type(self.counter).__name__}")

class Counter(Plugin, version="1.10"):
    first = option(1)
    def __init__(self):
        self.count = None
    def describe(self):
        return f"counts from {self.first}"
    def add(self):
        self.count = self.first if self.count is None else self.count + 1
        return self.count

class Censor(Plugin, key="no-swearing", requires="upper"):
    words = option("DARN, heck")
    @functools.cached_property
    def pattern(self):
        return re.compile("|".join(map(re.escape, self.words.split(", "))), re.I)
    def describe(self):
        return f"hides {self.pattern.pattern}"
    @hook("line")
    @hook("title", Phase.LATE)
    def hide(self, text):
        if "error" in text.lower():
            raise ValueError(f"cannot hide in {text!r}")
        return self.pattern.sub(lambda m: m[0][0] + "*" * (len(m[0]) - 1), text)

class StrictCensor(Censor, requires="upper >= 1.0, line-numbers", version="2.0"):
    words = option("mild")
    @hook("title")
    def check(self, text):
        return {"title": ""}[text] if not text else f"<{text}>"

def main():
    print(Plugin.registry.keys() == {"upper", "line-numbers", "counter", "no-swearing", "strict-censor"}, len(Plugin), *Plugin)
    print(sorted(Plugin), "upper" in Plugin, "lower" in Plugin, Plugin["no-swearing"].__name__, type(Upper) is PluginMeta)
    for cls in Plugin:
        print(f"{cls.key:14} {cls.requires} {cls.options} {[(e, p.name, n) for e, p, n in cls.hooks]}")
    host = Host().load("no-swearing", "line-numbers", upper={"only_first": True}, line_numbers={"width": "4", "mark": "|"}, counter={"first": 10})
    print(list(host.plugins), host.log, {k: len(v) for k, v in host.handlers.items()})
    for line in ("darn, it rains", "what the Heck", ""):
        print(repr(host.fire("line", line)))
    print([p.describe() for p in host.plugins.values()], host.fire("nothing", 5))
    strict = Host().load("strict-censor")
    print(list(strict.plugins), strict.fire("title", "a Mild day"), strict.fire("line", "mild darn"))
    try:
        strict.load("no-swearing").fire("title", "error")
    except* ValueError as group:
        print(group.message, [(str(e), e.__notes__) for e in group.exceptions])
    try:
        strict.fire("title", "")
    except* (KeyError, ValueError) as group:
        print([(type(e).__name__, e.__notes__[0]) for e in group.exceptions])
    def twice():
        class Twice(Plugin):
            def describe(self):
                return "1"
            def describe(self):
                return "2"
    def cycle():
        make = functools.partial(types.new_class, bases=(Plugin,), exec_body=lambda ns: ns.update(describe=lambda self: "made"))
        make("RingA", kwds={"requires": "ring-b"})
        make("RingB", kwds={"requires": "ring-a"})
        Host().load("ring-a")
    faults = [twice, cycle, lambda: PluginMeta("Upper", (Plugin,), Body("Upper")), lambda: Upper(loud=1), lambda: LineNumbers(width="x"), lambda: LineNumbers(width=12),
              lambda: Plugin["gone"], lambda: PluginMeta("Needy", (Upper,), Body("Needy"), requires="counter >= 1.11") and Host().load("needy"), lambda: type("Bare", (Plugin,), {})]
    for fault in faults:
        try:
            print("no fault:", fault())
        except (PluginError, TypeError, AttributeError) as e:
            print(f"{type(e).__name__}: {e}" + (f" <- {e.__cause__!r}" if e.__cause__ else ""))
    with suppress(KeyError):
        print(Body("X")["option"].__name__, Body("X")["other"])
    settings = ChainMap(host.plugins["line-numbers"].settings, {n: getattr(LineNumbers, n).default for n in LineNumbers.options})
    print(sorted(settings.items()), get_type_hints(Plugin.describe), Plugin.describe.__doc__, sorted(Upper.__abstractmethods__), LineNumbers.width.help, sep="\n")
    print([k for k in chain(Plugin.registry) if "ring" in k], isinstance(host.plugins["line-numbers"], Startable), isinstance(host.plugins["upper"], Startable))

main()
