x = "outer"
it = (x for x in range(2))
print(list(it), x)  # expect: [0, 1] outer
