def g(n):
    total = 0
    for i in range(n):
        total += i
        yield total
print(list(g(5)))  # expect: [0, 1, 3, 6, 10]
