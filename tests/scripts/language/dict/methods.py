d = {"a": 1}
print(d.get("a"), d.get("x"), d.get("x", 0), d.setdefault("b", 2), d.pop("a"), d.pop("z", None))
# expect: 1 None 0 2 1 None
d.update({"c": 3}, e=5)
d.update([("f", 6)])
print(d, d.popitem(), len(d))  # expect: {'b': 2, 'c': 3, 'e': 5} ('f', 6) 3
print(dict.fromkeys("ab", 0), dict(a=1, b=2), dict([(1, 2)]), d.copy() == d)
# expect: {'a': 0, 'b': 0} {'a': 1, 'b': 2} {1: 2} True
