import scriptling.runtime as runtime

runtime.kv.set("a", 1)
print(runtime.kv.get("a"), runtime.kv.incr("n", 5), runtime.kv.keys())  # expect: 1 5 ['a', 'n']
print(runtime.kv.exists("a"), runtime.kv.ttl("a"), runtime.kv.ttl("zz"))  # expect: True -1 -2
runtime.kv.clear()
print(runtime.kv.default.keys())  # expect: []
