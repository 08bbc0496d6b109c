# timeout: 5
cache = {f"k{n}": n for n in range(20000)}
busy = set(cache)
for _ in range(30000):
    cache["k19999"] = cache.pop("k19999")
    cache["k7"] = cache.pop("k7")
    busy.add("x")
    busy.discard("x")
print(len(cache), len(busy), list(cache)[-1])  # expect: 20000 20000 k7
