class S(str): pass
print({"a": 1}[S("a")], S("a") == "a", type(S("a").upper()).__name__, hash(S("a")) == hash("a"))
# expect: 1 True str True
