d = {"a": 1}
print(d.setdefault("a", 9), d.setdefault("b", []), d.get("x"), d.get("x", 0), d)
# expect: 1 [] None 0 {'a': 1, 'b': []}
