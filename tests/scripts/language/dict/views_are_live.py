d = {"a": 1}
keys, values, items = d.keys(), d.values(), d.items()
d["b"] = 2
print(keys, values, items, len(keys), "b" in keys, ("b", 2) in items)
# expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)]) 2 True True
print(keys & {"a", "z"}, keys - {"a"}, {1} | {2: 0}.keys())  # expect: {'a'} {'b'} {1, 2}
