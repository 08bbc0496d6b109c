import scriptling.runtime as runtime
runtime.kv.default.set("a", [1, 2])
runtime.kv.default.set("gone", 1)
runtime.kv.default.delete("gone")
# restart
import scriptling.runtime as runtime
print(runtime.kv.default.get("a"), runtime.kv.default.keys())  # expect: [1, 2] ['a']
runtime.kv.default.incr("n")
# restart
import scriptling.runtime as runtime
print(runtime.kv.default.incr("n"))  # expect: 2
