# Checks JSON documents against a schema: keywords as registered checkers, references, paths of errors, defaults, dataclasses.

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, reduce
from itertools import combinations, groupby, starmap
from typing import Annotated, Literal, NamedTuple, get_args, get_origin, get_type_hints

CHECKS: dict[str, tuple[tuple[str, ...], Callable]] = {}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int, "number": (int, float)}
class Path(tuple):
    def __truediv__(self, step):
        return Path((*self, step))
    def __str__(self):
        return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" if s.isidentifier() else f"[{s!r}]" for s in self) or "(root)"
class Fault(NamedTuple):
    path: Path
    keyword: str
    message: str
    def __str__(self):
        return f"{self.path}: {self.message} ({self.keyword})"
class SchemaError(Exception):
    """The schema itself is wrong."""
class Invalid(ExceptionGroup):
    @classmethod
    def of(cls, faults):
        groups = groupby(sorted(faults, key=lambda f: (str(f.path), f.keyword)), key=lambda f: f.path)
        return cls("document is not valid", [ExceptionGroup(str(path), [ValueError(f.message) for f in own]) for path, own in groups])
def keyword(*names, on=()):
    def register(function):
        for name in names:
            CHECKS[name] = (on if isinstance(on, tuple) else (on,), function)
        return function
    return register
def is_type(value, name):
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, TYPES[name])

def equal(a, b):
    if isinstance(a, bool) is not isinstance(b, bool):
        return False
    match a, b:
        case dict(), dict():
            return a.keys() == b.keys() and all(equal(v, b[k]) for k, v in a.items())
        case [*xs], [*ys]:
            return len(xs) == len(ys) and all(starmap(equal, zip(xs, ys)))
    return a == b

@dataclass
class Validator:
    root: dict | bool
    formats: dict[str, Callable] = field(default_factory=lambda: {"date": date.fromisoformat, "date-time": datetime.fromisoformat, "regex": re.compile})
    depth: int = field(default=0, init=False)
    def faults(self, value, schema=None, path=Path()) -> Iterator[Fault]:
        schema = self.root if schema is None else schema
        match schema:
            case True:
                return
            case False:
                yield Fault(path, "false", "nothing is allowed here")
                return
            case {"$ref": str(reference)}:
                if self.depth == 40:
                    raise SchemaError(f"{reference} goes round")
                self.depth += 1
                try:
                    yield from self.faults(value, self.resolve(reference), path)
                finally:
                    self.depth -= 1
                return
            case other if not isinstance(other, dict):
                raise SchemaError(f"a {type(schema).__name__} is no schema")
        for name, argument in schema.items():
            if name not in CHECKS:
                continue
            kinds, check = CHECKS[name]
            if kinds and not any(is_type(value, k) for k in kinds):
                continue
            for found in check(self, value, argument, schema, path):
                yield found if isinstance(found, Fault) else Fault(path, name, found)
    def resolve(self, reference):
        if not reference.startswith("#"):
            raise SchemaError(f"{reference!r} is elsewhere")
        try:
            return reduce(lambda at, step: at[int(step) if isinstance(at, list) else step.replace("~1", "/").replace("~0", "~")],
                          filter(None, reference[1:].split("/")), self.root)
        except (LookupError, ValueError) as e:
            raise SchemaError(f"{reference!r} leads nowhere") from e
    def ok(self, value, schema):
        return next(self.faults(value, schema), None) is None
    def check(self, value):
        if faults := list(self.faults(value)):
            raise Invalid.of(faults)
        return value
    def filled(self, value, schema=None):
        schema = self.root if schema is None else schema
        match schema, value:
            case {"$ref": reference}, _:
                return self.filled(value, self.resolve(reference))
            case {"properties": dict(properties)}, dict():
                given = {k: s["default"] for k, s in properties.items() if isinstance(s, dict) and "default" in s}
                return {k: self.filled(v, properties.get(k, True)) for k, v in (given | value).items()}
            case {"items": dict(item)}, [*values]:
                return [self.filled(v, item) for v in values]
        return value

@keyword("type")
def _type(v, value, names, *_):
    names = [names] if isinstance(names, str) else names
    if unknown := [n for n in names if n not in TYPES]:
        raise SchemaError(f"no type {unknown[0]!r}")
    if not any(is_type(value, n) for n in names):
        yield f"wanted {' or '.join(names)}, found {json.dumps(value)[:20]}"

def limit(name, on, fails, text):
    @keyword(name, on=on)
    def check(v, value, bound, *_):
        if fails(value, bound):
            yield text.format(value=value, bound=bound, size=len(value) if hasattr(value, "__len__") else 0)

limit("minimum", "number", lambda x, b: x < b, "{value} is below {bound}")
limit("maximum", "number", lambda x, b: x > b, "{value} is above {bound}")
limit("exclusiveMinimum", "number", lambda x, b: x <= b, "{value} is not above {bound}")
limit("multipleOf", "number", lambda x, b: not math.isclose(x / b, round(x / b)), "{value} is no multiple of {bound}")
limit("minLength", "string", lambda x, b: len(x) < b, "{size} letters, at least {bound}")
limit("maxLength", "string", lambda x, b: len(x) > b, "{size} letters, at most {bound}")
limit("minItems", "array", lambda x, b: len(x) < b, "{size} items, at least {bound}")
limit("pattern", "string", lambda x, b: not re.search(b, x), "{value!r} does not match {bound}")
limit("const", (), lambda x, b: not equal(x, b), "{value!r} is not {bound!r}")
limit("enum", (), lambda x, b: not any(equal(x, y) for y in b), "{value!r} is none of {bound}")

keyword("required", on="object")(lambda v, value, names, *_: (f"{name!r} is missing" for name in names if name not in value))

def members(matches):
    def check(v, value, properties, schema, path):
        for key, below in properties.items():
            for name in value:
                if matches(key, name):
                    yield from v.faults(value[name], below, path / name)
    return check

keyword("properties", on="object")(members(str.__eq__))
keyword("patternProperties", on="object")(members(re.search))

@keyword("additionalProperties", on="object")
def _additional(v, value, below, schema, path):
    patterns = schema.get("patternProperties", {})
    for name in value:
        if name not in schema.get("properties", {}) and not any(re.search(p, name) for p in patterns):
            yield from v.faults(value[name], below, path / name)

keyword("items", on="array")(lambda v, value, below, schema, path: (f for n, x in enumerate(value) for f in v.faults(x, below, path / n)))

@keyword("uniqueItems", on="array")
def _unique(v, value, wanted, *_):
    if wanted:
        yield from (f"items {i} and {j} are equal" for (i, a), (j, b) in combinations(enumerate(value), 2) if equal(a, b))

@keyword("allOf", "anyOf", "oneOf")
def _combined(v, value, schemas, schema, path):
    for name in ("allOf", "anyOf", "oneOf"):
        if schema.get(name) is schemas:
            break
    found = [list(v.faults(value, s, path)) for s in schemas]
    good = sum(not f for f in found)
    match name:
        case "allOf":
            yield from (fault for faults in found for fault in faults)
        case "anyOf" if not good:
            yield f"fits none of {len(schemas)}: " + "; ".join(f[0].message for f in found)
        case "oneOf" if good != 1:
            yield f"fits {good} of {len(schemas)}"

@keyword("if")
def _if(v, value, test, schema, path):
    branch = "then" if v.ok(value, test) else "else"
    yield from v.faults(value, schema.get(branch, True), path)

keyword("not")(lambda v, value, below, *_: ["fits what it should not"] * v.ok(value, below))

@keyword("format", on="string")
def _format(v, value, name, *_):
    try:
        v.formats.get(name, str)(value)
    except (ValueError, re.error) as e:
        yield f"no {name}: {e}"

@cache
def schema_of(kind):
    """A schema from the type hints of a class."""
    match get_origin(kind), get_args(kind):
        case (origin, (item,)) if origin is list:
            return {"type": "array", "items": schema_of(item)}
        case (origin, (_, item)) if origin is dict:
            return {"type": "object", "additionalProperties": schema_of(item)}
        case (origin, args) if origin is Literal:
            return {"enum": list(args)}
        case (origin, (base, *_)) if origin is Annotated:
            return schema_of(base) | reduce(dict.__or__, kind.__metadata__)
        case (origin, args) if origin is not None:
            return {"anyOf": list(map(schema_of, args))}
    if is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return {"type": "object", "properties": {f.name: schema_of(hints[f.name]) | ({} if f.default is MISSING else {"default": f.default}) for f in fields(kind)},
                "required": [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING], "additionalProperties": False}
    if issubclass(kind, Enum):
        return {"enum": [m.value for m in kind]}
    return {"type": next(n for n, t in TYPES.items() if kind in (t if isinstance(t, tuple) else (t,)))}

Colour = Enum("Colour", {"RED": "red", "BLUE": "blue"})

class Frozen(dict):
    __hash__ = object.__hash__

@dataclass
class Part:
    name: Annotated[str, Frozen(minLength=2)]
    colour: Colour
    weight: float | None = None
    kind: Literal["x", 3] = 3

@dataclass
class Machine:
    parts: list[Part]
    options: dict[str, bool] = field(default_factory=dict)

SCHEMA = json.loads(r"""{
 "$defs": {"person": {"type": "object", "required": ["name"], "properties": {
     "name": {"type": "string", "pattern": "^[A-Z]", "maxLength": 12}, "age": {"type": "integer", "minimum": 0}, "friends": {"type": "array", "items": {"$ref": "#/$defs/person"}, "uniqueItems": true},
     "born": {"format": "date"}, "role": {"enum": ["user", "admin", 1], "default": "user"}}, "additionalProperties": false},
   "loop": {"$ref": "#/$defs/loop"}, "odd/name": {"const": [1, {"a": null}]}},
 "type": "object", "properties": {
   "owner": {"$ref": "#/$defs/person"}, "size": {"multipleOf": 0.1, "exclusiveMinimum": 0}, "id": {"oneOf": [{"type": "integer"}, {"type": "string", "minLength": 3}, {"multipleOf": 5}]},
   "any": {"anyOf": [{"type": "null"}, {"type": "array", "minItems": 2}]}, "odd": {"$ref": "#/$defs/odd~1name"}, "loop": {"$ref": "#/$defs/loop"}, "gone": {"$ref": "#/$defs/gone"}, "never": false,
   "pay": {"if": {"required": ["card"]}, "then": {"required": ["cvc"]}, "else": {"not": {"required": ["cvc"]}}}},
 "patternProperties": {"^x-": {"type": ["string", "null"]}}, "additionalProperties": {"type": "boolean"}}""")
DOCUMENTS = [
    {"owner": {"name": "Ada", "age": 36.0, "friends": [{"name": "Bob"}]}, "size": 0.3, "id": 7, "any": None, "x-note": None, "flag": True, "odd": [1, {"a": None}]},
    {"owner": {"name": "ada", "age": -1, "friends": [{"name": "Bob"}, {"nome": 1}, {"name": "Bob"}], "born": "2023-02-30", "role": True}, "size": 0.25},
    {"id": 10, "any": [1], "x-note": 5, "flag": 1, "odd": [True, {"a": None}], "never": 0, "two words": None},
    {"id": "ab", "size": 0, "pay": {"cvc": 1}, "owner": []}, {"pay": {"card": 1}, "id": 5.5}, [], {"loop": 1}, {"gone": 1}]

def main():
    validator = Validator(SCHEMA)
    for n, document in enumerate(DOCUMENTS):
        try:
            faults = list(validator.faults(document))
            print(n, "valid" if not faults else f"{len(faults)} faults")
            print(*(f"   {f}" for f in faults), sep="\n", end="\n" if faults else "")
        except SchemaError as e:
            print(n, "SchemaError:", e, repr(e.__cause__))
    print(json.dumps(validator.filled(DOCUMENTS[0])), validator.depth)
    try:
        validator.check(DOCUMENTS[1])
    except* ValueError as group:
        print(group.message, {e.message: [str(x) for x in e.exceptions] for e in group.exceptions})
    schema = schema_of(Machine)
    print(json.dumps(schema, indent=1)[:160].replace("\n", "~"), schema_of(Machine) is schema, list(schema["properties"]["parts"]["items"]["properties"].items())[2:])
    machines = Validator(schema)
    for text in ('{"parts": [{"name": "ab", "colour": "red"}], "options": {"a": true}}', '{"parts": [{"name": "a", "colour": "green", "kind": "3", "extra": 0}, 5], "options": {"a": 1}}', '{"parts": {}}'):
        print([str(f) for f in machines.faults(json.loads(text))])
    print(machines.filled({"parts": [{"name": "ab", "colour": "red"}]}), Counter(f.keyword for d in DOCUMENTS[:6] for f in validator.faults(d)).most_common(3))
    print(Path((1, "a", "b c")), repr(Path() / "x"), [equal(*p) for p in [(1, 1.0), (1, True), ([0], [False]), ({"a": [1]}, {"a": [1.0]})]], sorted(CHECKS)[:5])
    for bad in ({"type": "thing"}, {"items": 3}, {"$ref": "other#"}, {"allOf": [{"$ref": "#/allOf/5"}]}):
        try:
            print(list(Validator(bad).faults([1])))
        except SchemaError as e:
            print("SchemaError:", e)

main()
