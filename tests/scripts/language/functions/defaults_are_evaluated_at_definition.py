x = 1
def f(a=x, b=[]):
    b.append(a)
    return b
x = 2
print(f(), f(5), f.__defaults__)  # expect: [1, 5] [1, 5] (1, [1, 5])
