def g():
    for i in range(5):
        seen.append(i)
        yield i
seen = []
print(any(x == 1 for x in g()), seen)  # expect: True [0, 1]
seen = []
print(all(x < 2 for x in g()), seen)  # expect: False [0, 1, 2]
