# Each level shows 15 members, each of which has 15, ten times over.
# timeout: 20
g = ValueError("x")
for n in range(10):
    g = ExceptionGroup("g", [g] * 15)
raise g
# expect exit: 1
