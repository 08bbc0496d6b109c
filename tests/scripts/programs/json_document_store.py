# A store of documents: queries like a database's, indexes, updates by path, patches, a change log.
import copy
import json
import operator
import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from functools import cmp_to_key
from itertools import count, islice


class QueryError(ValueError):
    pass


TESTS = {
    "$gt": operator.gt, "$gte": operator.ge, "$lt": operator.lt, "$lte": operator.le,
    "$ne": operator.ne, "$in": lambda a, b: a in b, "$nin": lambda a, b: a not in b,
    "$regex": lambda a, b: isinstance(a, str) and re.search(b, a) is not None,
    "$size": lambda a, b: isinstance(a, list) and len(a) == b,
    "$type": lambda a, b: type(a).__name__ == b,
}
MISSING = object()


def dig(document, path):
    node = document
    for part in path.split("."):
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return MISSING
    return node


def parent_of(document, path, make=False):
    *parents, last = path.split(".")
    node = document
    for part in parents:
        if isinstance(node, list):
            node = node[int(part)]
        elif make:
            node = node.setdefault(part, {})
        else:
            node = node[part]
    return node, int(last) if isinstance(node, list) else last


def matches(document, query):
    for key, wanted in query.items():
        if key in ("$and", "$or", "$nor"):
            results = (matches(document, q) for q in wanted)
            if {"$and": all, "$or": any, "$nor": lambda r: not any(r)}[key](results) is False:
                return False
            continue
        value = dig(document, key)
        if not isinstance(wanted, dict) or not any(k.startswith("$") for k in wanted):
            if value != wanted and not (isinstance(value, list) and wanted in value):
                return False
            continue
        for name, operand in wanted.items():
            if name == "$exists":
                ok = (value is not MISSING) == operand
            elif name not in TESTS:
                raise QueryError(f"unknown operator {name}")
            else:
                try:
                    ok = value is not MISSING and TESTS[name](value, operand)
                except TypeError:
                    ok = False
            if not ok:
                return False
    return True


class Index:
    def __init__(self, path):
        self.path, self.keys, self.ids = path, [], defaultdict(set)

    def add(self, document):
        key = dig(document, self.path)
        if isinstance(key, (int, float)):
            if key not in self.ids:
                insort(self.keys, key)
            self.ids[key].add(document["_id"])

    def remove(self, document):
        key = dig(document, self.path)
        if key is not MISSING and key in self.ids:
            self.ids[key].discard(document["_id"])
            if not self.ids[key]:
                del self.ids[key]
                del self.keys[bisect_left(self.keys, key)]

    def between(self, low, high):
        for key in self.keys[bisect_left(self.keys, low):bisect_right(self.keys, high)]:
            yield from sorted(self.ids[key])


class Collection:
    def __init__(self):
        self.documents, self.ids, self.indexes, self.changes = {}, count(1), {}, []

    def index(self, path):
        index = self.indexes[path] = Index(path)
        for document in self.documents.values():
            index.add(document)
        return index

    def insert(self, *documents):
        for document in documents:
            document = copy.deepcopy(document)
            document["_id"] = next(self.ids)
            self.documents[document["_id"]] = document
            for index in self.indexes.values():
                index.add(document)
        return len(documents)

    def find(self, query=None, fields=None, sort=(), skip=0, limit=None):
        found = [d for d in self.documents.values() if matches(d, query or {})]

        def compare(a, b):
            for path in sort:
                down = path.startswith("-")
                x, y = (dig(d, path.lstrip("-")) for d in (a, b))
                if x is MISSING or y is MISSING:
                    result = (x is MISSING) - (y is MISSING)
                else:
                    result = (x > y) - (x < y)
                if result:
                    return -result if down else result
            return a["_id"] - b["_id"]
        found.sort(key=cmp_to_key(compare))
        for document in islice(found, skip, None if limit is None else skip + limit):
            yield copy.deepcopy(document) if fields is None else {
                f: v for f in fields if (v := dig(document, f)) is not MISSING}

    def update(self, query, change):
        number = 0
        for document in [d for d in self.documents.values() if matches(d, query)]:
            before = copy.deepcopy(document)
            for index in self.indexes.values():
                index.remove(document)
            try:
                self.change(document, change)
            except (TypeError, KeyError, AttributeError, IndexError) as e:
                document.clear()
                document.update(before)
                raise QueryError(f"cannot update {before['_id']}") from e
            finally:
                for index in self.indexes.values():
                    index.add(document)
            self.changes.append((document["_id"], list(difference(before, document))))
            number += 1
        return number

    def change(self, document, change):
        for verb, what in change.items():
            for path, value in what.items():
                node, key = parent_of(document, path, make=verb == "$set")
                match verb:
                    case "$set":
                        node[key] = copy.deepcopy(value)
                    case "$unset":
                        node.pop(key, None)
                    case "$inc":
                        node[key] = node.get(key, 0) + value
                    case "$push":
                        node.setdefault(key, []).append(value)
                    case "$pull":
                        node[key][:] = [v for v in node[key] if v != value]
                    case "$rename":
                        node[value] = node.pop(key)
                    case _:
                        raise QueryError(f"unknown verb {verb}")


def difference(old, new, path=""):
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(k for k in new if k not in old)]:
            here = f"{path}/{key}"
            if key not in new:
                yield {"op": "remove", "path": here}
            elif key not in old:
                yield {"op": "add", "path": here, "value": new[key]}
            else:
                yield from difference(old[key], new[key], here)
    elif old != new:
        yield {"op": "replace", "path": path, "value": new}


people = Collection()
people.index("age")
cities = ["Kiel", "Mainz", "Jena"]
people.insert(*({"name": f"p{n}", "age": 20 + n * 7 % 31, "tags": ["a", "b", "c"][: n % 4],
                 "home": {"city": cities[n % 3], "zip": f"{n * 977 % 9000 + 1000}"}} for n in range(24)),
              {"name": "Odd", "age": "unknown"}, {"name": None, "home": None})
show = lambda found: print([" ".join(map(str, d.values())) for d in found])
show(people.find({"age": {"$gte": 45}}, ["name", "age"], sort=["-age", "name"]))
show(people.find({"home.city": "Jena", "tags": "c"}, ["name", "home.zip"], sort=["home.zip"], limit=3))
show(people.find({"$or": [{"name": {"$regex": "^p.5$"}}, {"age": {"$type": "str"}}, {"tags": {"$size": 0}}]}, ["name"]))
show(people.find({"$nor": [{"home": {"$exists": True}}], "age": {"$ne": 3}}, ["_id", "name"]))
show(people.find({"age": {"$in": [20, 27, 34]}}, ["age", "tags.0", "nothing"], sort=["tags.0", "-age"], skip=1))
print(list(people.indexes["age"].between(40, 43)), len(people.indexes["age"].keys))
print(people.update({"home.city": "Mainz"}, {"$inc": {"age": 100, "visits": 1}, "$set": {"home.geo.lat": 50.0}}))
print(people.update({"name": "p3"}, {"$push": {"tags": {"deep": [1]}}, "$unset": {"home.zip": 1}, "$rename": {"name": "nick"}}))
print(people.update({"tags": "b"}, {"$pull": {"tags": "a"}}), list(people.indexes["age"].between(120, 130)))
for wrong in ({"$inc": {"age": 1}}, {"$fly": {"a": 1}}, {"$push": {"name": 1}}, {"$rename": {"no": "x"}}):
    try:
        people.update({"name": "Odd"}, wrong)
    except QueryError as e:
        print(e, "<-", type(e.__cause__).__name__)
try:
    list(people.find({"a": {"$what": 1}}))
except QueryError as e:
    print(e)
print(json.dumps(people.changes[-1]), json.dumps(next(people.find({"nick": "p3"})), sort_keys=True))
text = json.dumps([d for d in people.find(sort=["-home.city"])], indent=None, separators=(",", ":"))
again = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
print(len(text), len(again), list(again[0])[:2], again[-1]["_id"], json.loads(text) == list(people.find(sort=["-home.city"])))
print(json.dumps({"é": "\u2028\n", "n": [1e20, -0.0, True, None]}, ensure_ascii=False, sort_keys=True, indent=1))
for bad in ('{"a": }', "[1, 2", '{"a": 1} x', '"\\x"', "nul", '["a\tb"]'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno)
