log = []
it = (log.append(x) or x for x in range(3))
print(log)  # expect: []
print(next(it), log)  # expect: 0 [0]
