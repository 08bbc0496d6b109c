def f(n):
    k = 2
    return [i * k for i in range(n)], {i: (lambda: i * k)() for i in range(n)}
print(f(3))  # expect: ([0, 2, 4], {0: 0, 1: 2, 2: 4})
