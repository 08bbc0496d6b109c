from collections import defaultdict

d = defaultdict(list, {"a": [1]}, b=[2])
d["c"].append(3)
print(d, d.get("z"), "z" in d, d.default_factory is list)
# expect: defaultdict(<class 'list'>, {'a': [1], 'b': [2], 'c': [3]}) None False True
counts = defaultdict(int)
for char in "banana":
    counts[char] += 1
print(dict(counts), counts.copy(), counts | {"x": 9})
# expect: {'b': 1, 'a': 3, 'n': 2} defaultdict(<class 'int'>, {'b': 1, 'a': 3, 'n': 2}) defaultdict(<class 'int'>, {'b': 1, 'a': 3, 'n': 2, 'x': 9})
none = defaultdict(None, x=1)
try:
    none["y"]
except KeyError as error:
    print("KeyError", error)  # expect: KeyError 'y'
try:
    defaultdict(5)
except TypeError as error:
    print(error)  # expect: first argument must be callable or None
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print({k: dict(v) for k, v in nested.items()}, isinstance(nested, dict))
# expect: {'a': {'b': 1}} True
