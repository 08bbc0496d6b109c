import scriptling.runtime as runtime

store = runtime.kv.open("things.db")
store.set("k", {"a": 1})
store.close()
print(runtime.kv.open("things.db").get("k"))  # expect: {'a': 1}
