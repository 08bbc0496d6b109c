import scriptling.runtime as runtime

kv = runtime.kv.default
kv.set("a", {"list": [1, (2, 3)], "none": None, "bytes": b"\x01", "big": 2 ** 70})
print(kv.get("a"))
# expect: {'list': [1, (2, 3)], 'none': None, 'bytes': b'\x01', 'big': 1180591620717411303424}
print(kv.get("b"), kv.get("b", 7), kv.exists("a"), kv.exists("b"))  # expect: None 7 True False
print(kv.delete("a"), kv.delete("a"), kv.exists("a"))  # expect: None None False
