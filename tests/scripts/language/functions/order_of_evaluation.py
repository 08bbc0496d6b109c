def f(x):
    print(x, end=" ")
    return x
f(1) + f(2) * f(3)
{f(4): f(5)}
[f(6), f(7)][f(0)]
dict(a=f(8), **{"b": f(9)})
print()
# expect: 1 2 3 4 5 6 7 0 8 9 
