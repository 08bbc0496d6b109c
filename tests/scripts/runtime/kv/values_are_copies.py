import scriptling.runtime as runtime

items = [1]
runtime.kv.default.set("a", items)
items.append(2)
runtime.kv.default.get("a").append(3)
print(runtime.kv.default.get("a"))  # expect: [1]
