cache = {f"k{n}": n for n in range(500)}
busy = set(cache)
for _ in range(700):
    cache["k499"] = cache.pop("k499")
    cache["k7"] = cache.pop("k7")
    busy.add("x")
    busy.discard("x")
print(len(cache), len(busy), list(cache)[-1])  # expect: 500 500 k7
