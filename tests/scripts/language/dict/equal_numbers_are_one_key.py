d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, d[1], len({0: 1, False: 2, 0.0: 3}))  # expect: {1: 'bool'} bool 1
