import scriptling.runtime as runtime
import time

kv = runtime.kv.default
kv.set("short", 1, ttl=0.5)
kv.set("long", 1, ttl=60)
kv.set("ever", 1)
print(kv.get("short"), kv.ttl("short"), kv.ttl("ever"))  # expect: 1 1 -1
print(50 <= kv.ttl("long") <= 60)  # expect: True
time.sleep(0.51)
print(kv.get("short"), kv.exists("short"), kv.ttl("short"), kv.keys())
# expect: None False -2 ['ever', 'long']
kv.incr("long")
print(50 <= kv.ttl("long") <= 60)  # expect: True
