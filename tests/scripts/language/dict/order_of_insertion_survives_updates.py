d = {"b": 1, "a": 2}
d["b"] = 3
d["c"] = 4
del d["a"]
d["a"] = 5
print(d, list(d), d.popitem())  # expect: {'b': 3, 'c': 4} ['b', 'c', 'a'] ('a', 5)
