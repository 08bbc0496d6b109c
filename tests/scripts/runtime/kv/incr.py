import scriptling.runtime as runtime

kv = runtime.kv.default
print(kv.incr("n"), kv.incr("n", 10), kv.incr("n", delta=-1), kv.incr("n", amount=2))
# expect: 1 11 10 12
kv.set("text", "x")
try:
    kv.incr("text")
except TypeError:
    print("not a number")  # expect: not a number
print(kv.get("text"))  # expect: x
