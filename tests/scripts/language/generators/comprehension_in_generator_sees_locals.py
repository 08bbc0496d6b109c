def g(n):
    k = 10
    yield [i * k for i in range(n)]
print(next(g(3)))  # expect: [0, 10, 20]
