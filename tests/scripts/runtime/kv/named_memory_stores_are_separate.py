import scriptling.runtime as runtime

one, two = runtime.kv.open(":memory:one"), runtime.kv.open(":memory:two")
one.set("k", 1)
print(two.get("k"), runtime.kv.open(":memory:one").get("k"), runtime.kv.default.get("k"))
# expect: None 1 None
