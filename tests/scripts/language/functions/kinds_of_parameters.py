def f(a, b, /, c, d=4, *args, e, g=7, **kwargs):
    return a, b, c, d, args, e, g, kwargs


print(f(1, 2, 3, e=5))  # expect: (1, 2, 3, 4, (), 5, 7, {})
print(f(1, 2, c=3, e=5, z=9))  # expect: (1, 2, 3, 4, (), 5, 7, {'z': 9})
print(f(1, 2, 3, 40, 50, 60, e=5, a=0))  # expect: (1, 2, 3, 40, (50, 60), 5, 7, {'a': 0})
