d = {}
d["self"] = d
print(d, repr(d))  # expect: {'self': {...}} {'self': {...}}
