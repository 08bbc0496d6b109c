# Layers of configuration: deep merges, references, types, and where each value came from.
import copy
import json
import re
from collections import ChainMap, OrderedDict, UserDict
from collections.abc import Mapping, MutableMapping
from io import StringIO

DEFAULTS = {
    "server": {"host": "localhost", "port": 8080, "tls": {"on": False, "ciphers": ["a", "b"]}},
    "log": {"level": "info", "targets": {"console": True}},
    "limits": {"body": "8M", "time": "30s", "rate": 2.5},
    "names": ["alpha", "beta"],
}


class ConfigError(ValueError):
    def __init__(self, path, problem):
        self.path, self.problem = tuple(path), problem
        super().__init__(f"{'.'.join(map(str, path)) or '(top)'}: {problem}")


def merge(base, extra, path=()):
    """A new mapping: dicts are merged, lists replaced unless the key ends in '+'."""
    result = {}
    result.update(base)
    for key, value in extra.items():
        here = path + (key,)
        if key.endswith("+"):
            old = result.get(key[:-1], [])
            if not isinstance(old, list) or not isinstance(value, list):
                raise ConfigError(here, "only lists can be added to")
            result[key[:-1]] = old + [v for v in value if v not in old]
        elif isinstance(value, Mapping) and isinstance(result.get(key), Mapping):
            result[key] = merge(result[key], value, here)
        elif value is None:
            result.pop(key, None)
        else:
            result[key] = copy.deepcopy(value)
    return result


class Tracked(UserDict):
    """A mapping that knows which layer set a path last."""

    def __init__(self):
        super().__init__()
        self.origins = OrderedDict()

    def apply(self, layer, name):
        before = dict(flatten(self.data))
        self.data = merge(self.data, layer)
        after = dict(flatten(self.data))
        for path in after.keys() | before.keys():
            if before.get(path) != after.get(path):
                self.origins[path] = name
                self.origins.move_to_end(path)
        return self


def flatten(tree, path=()):
    for key, value in tree.items():
        if isinstance(value, Mapping) and value:
            yield from flatten(value, path + (key,))
        else:
            yield ".".join(path + (key,)), value


def unflatten(pairs):
    root = {}
    for path, value in pairs:
        *parents, last = path.split(".")
        node = root
        for name in parents:
            node = node.setdefault(name, {})
            if not isinstance(node, MutableMapping):
                raise ConfigError(parents, "is a value, not a section")
        node[last] = value
    return root


UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "s": 1, "ms": 0.001, "min": 60}


def quantity(text):
    found = re.fullmatch(r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>[A-Za-z]*)", str(text))
    if not found or found["unit"] not in UNITS:
        raise ValueError(f"no quantity: {text!r}")
    number = float(found["n"]) * UNITS[found["unit"]]
    return int(number) if number.is_integer() else number


def resolve(tree, lookup, path=(), under_way=()):
    if isinstance(tree, Mapping):
        return {k: resolve(v, lookup, path + (k,), under_way) for k, v in tree.items()}
    if isinstance(tree, list):
        return [resolve(v, lookup, path + (n,), under_way) for n, v in enumerate(tree)]
    if not isinstance(tree, str):
        return tree

    def value_of(match):
        name = match[1]
        if name in under_way:
            raise ConfigError(path, "circle: " + " -> ".join(under_way + (name,)))
        try:
            found = lookup[name]
        except KeyError:
            if match[2] is not None:
                return match[2]
            raise ConfigError(path, f"nothing is called {name}") from None
        return str(resolve(found, lookup, path, under_way + (name,)))
    return re.sub(r"\$\{([\w.]+)(?::-([^}]*))?\}", value_of, tree)


def read_ini(text):
    root = section = {}
    for number, line in enumerate(StringIO(text), 1):
        line = line.strip()
        if not line or line[0] in "#;":
            continue
        if found := re.fullmatch(r"\[([\w.]+)\]", line):
            section = root
            for name in found[1].split("."):
                section = section.setdefault(name, {})
        elif "=" in line:
            key, value = map(str.strip, line.split("=", 1))
            try:
                section[key] = json.loads(value)
            except json.JSONDecodeError:
                section[key] = value
        else:
            raise ConfigError((number,), f"cannot read {line!r}")
    return root


ini = """
; a site
[server]
port = 9000
name = ${user.name}@${server.host}:${server.port}
[server.tls]
on = true
ciphers+ = ["c", "a"]
[user]
name = ada
home = /home/${user.name}
[log]
file = ${user.home}/log-${day:-today}.txt
targets = null
"""
config = Tracked()
config.apply(DEFAULTS, "defaults").apply(read_ini(ini), "site.ini")
config.apply(unflatten([("limits.body", "64K"), ("names", ["gamma"]), ("log.level", "debug")]), "flags")
print(json.dumps(config.data, indent=1, sort_keys=True))
for path in sorted(config.origins):
    print(f"  {path:20} {config.origins[path]}")
flat = ChainMap(dict(flatten(config.data)))
print(resolve(config.data, flat)["server"]["name"], resolve(config.data, flat)["log"])
print({k: quantity(v) for k, v in config["limits"].items()}, quantity("250 ms"), quantity("1.5G"))
print(DEFAULTS["server"], DEFAULTS["names"])

wrong = [lambda: merge({"a": 1}, {"a+": [1]}), lambda: unflatten([("a", 1), ("a.b.c", 2)]),
         lambda: read_ini("x = 1\nnonsense"), lambda: quantity("12 parsecs"),
         lambda: resolve({"a": {"b": "${c}"}}, {"c": "${d}", "d": "${c}"}),
         lambda: resolve(["x", "${gone}"], {}), lambda: config["no"]]
for attempt in wrong:
    try:
        print(attempt())
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e, getattr(e, "path", None), e.__cause__, e.__suppress_context__)

# Many layers over one another, each built from the last.
layered = Tracked()
for n in range(24):
    layer = unflatten([(f"s{n % 7}.k{n % 11}", n), (f"s{n % 5}.deep.d{n % 3}.v", [n] * (n % 4)),
                       (f"s{n % 7}.list{'+' if n > 10 else ''}", [n % 6])])
    layered.apply(layer, f"layer {n}")
pairs = sorted(flatten(layered.data))
print(len(pairs), pairs[:4], pairs[-2:])
print(len(layered.origins), list(layered.origins.items())[-1][1], unflatten(pairs) == layered.data)
print(json.dumps(layered.data["s3"], sort_keys=True))
defaults = {f"key{n}": n for n in range(100)}
for size in (1, 10, 150):
    merged = merge(defaults, {f"key{n * 3}": {"n": n} for n in range(size)})
    again = merge(merged, {f"key{n}": None for n in range(0, size, 2)})
    print(size, len(merged), len(again), len(list(flatten(again))), list(again)[-1])
