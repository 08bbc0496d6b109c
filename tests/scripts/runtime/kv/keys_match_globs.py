import scriptling.runtime as runtime

kv = runtime.kv.default
for key in ("user:1", "user:2", "user:30", "a/b", "x*y"):
    kv.set(key, 0)
print(kv.keys())  # expect: ['a/b', 'user:1', 'user:2', 'user:30', 'x*y']
print(kv.keys("user:?"), kv.keys("user:*0"))  # expect: ['user:1', 'user:2'] ['user:30']
print(kv.keys("user:[2-9]"), kv.keys("user:[^1]"))  # expect: ['user:2'] ['user:2']
print(kv.keys("a*"), kv.keys("x\\*y"), kv.keys("none"))  # expect: ['a/b'] ['x*y'] []
