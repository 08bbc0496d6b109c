class D(dict):
    def __missing__(self, key): return f"no {key}"
d = D(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d)  # expect: 1 no b None False
