def take(n, it):
    for _, x in zip(range(n), it): yield x
def naturals():
    n = 0
    while True:
        yield n
        n += 1
print(list(take(4, (n * n for n in naturals() if n % 2))))  # expect: [1, 9, 25, 49]
