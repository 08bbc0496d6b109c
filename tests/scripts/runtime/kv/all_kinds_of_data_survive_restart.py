import scriptling.runtime as runtime

kv = runtime.kv.default
kv.set("data", [None, True, 1.5, 2 ** 70, "ä", b"\x00", (1, (2,)), {"a": {3}}])
ring = [1]
ring.append(ring)
kv.set("ring", ring)
kv.set("for a while", 1, ttl=60)
kv.set("gone soon", 1, ttl=0.01)
# restart
import scriptling.runtime as runtime

kv = runtime.kv.default
print(kv.get("data"))
# expect: [None, True, 1.5, 1180591620717411303424, 'ä', b'\x00', (1, (2,)), {'a': {3}}]
print(kv.get("ring"), kv.ttl("data"))  # expect: [1, [...]] -1
print(50 <= kv.ttl("for a while") <= 60)  # expect: True
print(kv.exists("gone soon"), kv.keys("*g*"))  # expect: False ['ring']
