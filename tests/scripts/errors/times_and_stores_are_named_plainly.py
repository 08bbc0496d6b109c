import scriptling.runtime as runtime

store = runtime.kv.default
print(store)  # expect: <KVStore default>
for ttl in (float("inf"), float("nan")):
    try:
        store.set("a", 1, ttl=ttl)
    except (OverflowError, ValueError) as e:
        print(e)
# expect: ttl is too large: 9200000000.0 seconds are the most
# expect: Invalid value NaN (not a number)
