g = (x * y for x in range(3) for y in range(x))
print(list(g), list(g), sum(x for x in [1, 2, 3]), any(x > 2 for x in (1, 3)))
# expect: [0, 0, 2] [] 6 True
print(max((len(w), w) for w in ["a", "bbb"]))  # expect: (3, 'bbb')
