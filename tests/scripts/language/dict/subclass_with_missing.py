class Zero(dict):
    def __missing__(self, key):
        return 0


d = Zero(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, isinstance(d, dict), d)
# expect: 1 0 None False True {'a': 1}
