def f(x):
    print(x, end=" ")
    return x
a = [0] * 5
a[f(1)] = a[f(2)] = f(3)
a[f(4)] += f(0)
print(a)
# expect: 3 1 2 4 0 [0, 3, 3, 0, 0]
