import scriptling.runtime as runtime

kv = runtime.kv.default
kv.set_many({"a": 1, "b": [2], "c": None})
print(kv.get_many(["a", "c", "none"]))  # expect: {'a': 1, 'c': None}
print(kv.items("[ab]"))  # expect: [('a', 1), ('b', [2])]
print(kv.compare_and_set("a", 1, 10), kv.compare_and_set("a", 1, 20), kv.get("a"))
# expect: True False 10
