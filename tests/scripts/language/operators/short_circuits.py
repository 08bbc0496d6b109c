def f(x):
    print(x, end=" ")
    return x
print(f(0) and f(1), f(1) and f(2), f(0) or f(""), f([]) or f(3), not f(0))
# expect: 0 1 2 0  [] 3 0 0 2  3 True
