d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, {0: "a", False: "b"})  # expect: {1: 'bool'} {0: 'b'}
