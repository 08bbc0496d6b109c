import scriptling.runtime as runtime

store = runtime.kv.open(":memory:x")
store.set("k", 1)
store.close()
try:
    store.get("k")
except RuntimeError:
    print("closed")  # expect: closed
runtime.kv.default.close()
runtime.kv.default.set("still", "open")
print(runtime.kv.default.get("still"))  # expect: open
