def f(x):
    print(x, end=" ")
    return x
print(f(1) < f(2) < f(3), f(1) > f(2) > f(3))
# expect: 1 2 3 1 2 True False
